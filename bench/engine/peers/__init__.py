"""One module for each way to answer the question of `bench.engine.question`."""
