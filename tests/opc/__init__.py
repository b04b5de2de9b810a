"""Digital signatures of Word and Excel files: signer, verifier, and strangers as counterparts."""
