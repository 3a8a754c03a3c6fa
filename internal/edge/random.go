package edge

import (
	"context"
	"encoding/hex"
	"io"
)

// Random is the platform's cryptographic generator. It never fails.
var Random io.Reader = random{}

type random struct{}

func (random) Read(p []byte) (int, error) {
	fillRandom(p)
	return len(p), nil
}

// UUID returns a random UUID (version 4, RFC 9562 section 5.4).
func UUID() string {
	var b [16]byte
	fillRandom(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// PBKDF2 derives size bytes from a password by PBKDF2-HMAC-SHA-256 (RFC 8018 section 5.2) through
// WebCrypto. The platform refuses more than 100,000 iterations.
func PBKDF2(ctx context.Context, password, salt []byte, iterations, size int) ([]byte, error) {
	both := append(append(make([]byte, 0, len(password)+len(salt)), password...), salt...)
	_, key, err := do(ctx, []any{"pbkdf2", iterations, size, len(password)}, both)
	return key, err
}
