package ephemeris

import (
	"encoding/binary"
	"errors"
	"math"
)

// errTables reports a pack that is cut short, too long or no pack at all.
var errTables = errors.New("ephemeris: the embedded tables are damaged")

// decoder takes the pack apart: little endian, no alignment. After the first failure it stays
// failed and answers zeros, so that the callers need to look at it only once.
type decoder struct {
	data   []byte
	failed bool
}

// take returns the next n bytes, or nil when there are fewer.
func (d *decoder) take(n int) []byte {
	if d.failed || n < 0 || n > len(d.data) {
		d.failed = true
		return nil
	}
	head := d.data[:n]
	d.data = d.data[n:]
	return head
}

func (d *decoder) float64() float64 {
	b := d.take(8)
	if b == nil {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b))
}

func (d *decoder) float32() float64 {
	b := d.take(4)
	if b == nil {
		return 0
	}
	return float64(math.Float32frombits(binary.LittleEndian.Uint32(b)))
}

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.data)
	if d.failed || n <= 0 {
		d.failed = true
		return 0
	}
	d.data = d.data[n:]
	return v
}

// zigzag is a signed varint: 0, −1, 1, −2, …
func (d *decoder) zigzag() float64 {
	u := d.uvarint()
	return float64(int64(u>>1) ^ -int64(u&1))
}

// count is a number of records of at least size bytes each. What cannot follow in the
// rest of the pack fails here, before memory is reserved for it.
func (d *decoder) count(size int) int {
	n := d.uvarint()
	if n > uint64(len(d.data)/size) {
		d.failed = true
		return 0
	}
	return int(n)
}
