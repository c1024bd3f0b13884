package chartbot.bench;

/**
 * What one process took, from its start to its end.
 *
 * @param wall seconds
 * @param cpu seconds, of the process and those that it waited for
 * @param mib the largest resident size of one of them
 */
record Figure(double wall, double cpu, double mib) {}
