"""What could be decided on paper: no Django, no clock, no database."""
