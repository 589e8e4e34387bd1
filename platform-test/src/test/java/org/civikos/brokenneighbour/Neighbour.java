package org.civikos.brokenneighbour;

/** Stands for another service's class. */
public class Neighbour {
}
