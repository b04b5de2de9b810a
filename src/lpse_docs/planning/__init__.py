"""The adoption plan: from gaps to work packages, from work packages to a schedule that a small office can carry out."""
