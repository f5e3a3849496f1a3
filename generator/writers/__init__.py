"""One writer per output; each walks the same block tree and invents nothing."""
