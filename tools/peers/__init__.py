"""Other engines that fill a Word template, each given the same words: what the benchmark compares with."""
