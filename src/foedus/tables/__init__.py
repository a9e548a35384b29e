"""Tables: two centuries of state-years and dyad-years from the sources that scholars cite."""
