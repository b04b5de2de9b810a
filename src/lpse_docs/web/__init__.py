"""What people see in a browser: a document that follows its sources, served to this computer alone."""
