package report

import (
	"bytes"
	"testing"
)

// FuzzBaseline: what is read as a baseline is written so that it reads the same, and applying it harms no report.
func FuzzBaseline(f *testing.F) {
	b, err := NewBaseline()
	if err != nil {
		f.Fatal(err)
	}
	b.salt = []byte("0123456789abcdef")
	b.Take(sample())
	var whole bytes.Buffer
	if err := b.Write(&whole); err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{whole.String(), `{"version":1,"salt":"00","accepted":[]}`, `{"version":1,"salt":"30313233343536373839616263646566","accepted":null}`, "{", `[[[[`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := ReadBaseline(data)
		if err != nil {
			return
		}
		var once, twice bytes.Buffer
		if err := b.Write(&once); err != nil {
			t.Fatal(err)
		}
		again, err := ReadBaseline(once.Bytes())
		if err != nil {
			t.Fatalf("what was written does not read: %v", err)
		}
		if err := again.Write(&twice); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Errorf("written again: %v\n%s, want\n%s", err, twice.String(), once.String())
		}
		r := sample()
		b.Apply(&r)
		if got, want := Summarise(r.Files[0].Findings), Summarise(sample().Files[0].Findings); got.Read != want.Read || got.Refuted != want.Refuted || got.Accepted > b.Len() {
			t.Errorf("%+v with a baseline of %d, %+v without", got, b.Len(), want)
		}
	})
}
