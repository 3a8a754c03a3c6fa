// Package durable holds what the coordinating Durable Objects have in common: how a request finds
// its action and how the reply looks (Handler), sockets that subscribe to updates (Attachment,
// Broadcast), the one alarm that serves all purposes of an object (Wakeup), and what a failed
// service call means for the work at hand (Judge).
//
// The rules behind it, which every coordinator keeps:
//
//   - State of record lives in the object's storage. Objects of a class share the program, and the
//     program may end at any await; so nothing that matters is kept in Go memory.
//   - Between two awaits an object runs alone: what is read from storage stays true until the next
//     service call, alarm or socket of another event can come in between. After such a wait
//     everything is read again.
//   - The owner is read from the record. What belongs to someone else does not exist.
//   - A start request only writes the record and sets the alarm. All work is done in slices by the
//     alarm, and each step is stored in one transaction with the place where to go on.
package durable
