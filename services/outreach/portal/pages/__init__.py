"""The pages: each gathers from the read models what its template shows."""
