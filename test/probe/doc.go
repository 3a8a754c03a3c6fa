// Command probe is a Worker that misbehaves on request. The runtime's tests run it in workerd to
// see that crashes, hangs, floods and odd messages cost what they may cost and no more.
package main
