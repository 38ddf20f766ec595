"""Search measured: what is asked of it, what it costs a resident, and how others do on the same records."""
