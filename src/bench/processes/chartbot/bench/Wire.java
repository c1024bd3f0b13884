package chartbot.bench;

/** HTTP requests to and bytes from the server. */
record Wire(long requests, long received) {}
