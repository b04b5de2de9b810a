"""The preview as a browser and as an enemy see it."""
