// Command empty is a Go program that does nothing but wait for events: what any Go program costs
// before its own code begins. The benchmark compiles it as the Workers are compiled.
package main

func main() { select {} }
