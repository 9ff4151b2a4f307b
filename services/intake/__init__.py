"""Taking requests in on behalf of others, and handing them over to who asked."""
