// Package password turns passwords into what is stored of them, and tells whether one fits.
//
// A password goes through PBKDF2-HMAC-SHA-256 (RFC 8018 section 5.2). The stored forms are
//
//	pbkdf2-sha256$100000$<salt>$<hash>          what is written without a pepper
//	pbkdf2-sha256-pepper$100000$<salt>$<hash>   what is written with one
//	<salt and hash together>                    48 bytes, of earlier releases, with 100000 iterations
//
// with 16 bytes of salt and 32 of hash in standard base64. The pepper is a secret of the Worker: what
// is derived from is then HMAC-SHA-256(pepper, password), so that a stolen database alone is no use
// to those who guess. It is never required. Hashes of the other forms go on fitting and count as
// outdated, so that the next login rewrites them. Without the pepper that a hash was made with no
// password fits it, and its owner has to set a new one by mail.
//
// Every verification costs [Iterations] rounds, whatever is stored, also for an account that does not
// exist: how long an answer takes says nothing.
package password
