"""How fast, cheap and steady the server is, beside two peers that do the same work in the same run."""
