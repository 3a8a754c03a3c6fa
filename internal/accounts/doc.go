// Package accounts is what a person does with an account: register, sign in and out, renew a token,
// set a new password, take everything along, and leave.
package accounts
