"""The domain: what the regulation, the standards and the SOPs say. No file format is known here."""
