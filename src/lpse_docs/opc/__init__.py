"""Open Packaging Conventions (ISO/IEC 29500-2): parts, relationships and what a signature over them covers."""
