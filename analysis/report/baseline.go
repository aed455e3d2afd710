package report

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"recount/analysis/finding"
)

// A Baseline is the disagreements that a team has seen and accepted. It holds salted digests only: no
// sentence, no number and no name of a file can be read out of it.
//
// A finding is known by what disagrees (the number as written, what it was held against, what that
// gives) and by its sentence. Where the sentence was edited the first is enough, as often as it was accepted:
// the same disagreement a second time is a new one.
type Baseline struct {
	salt     []byte
	accepted []accepted
}

type accepted struct {
	Finding  string `json:"finding"`
	Sentence string `json:"sentence"`
}

type baselineFile struct {
	Version  int        `json:"version"`
	Salt     string     `json:"salt"`
	Accepted []accepted `json:"accepted"`
}

// saltBytes is the length of a salt; digestBytes that of the part of a digest that is kept.
const saltBytes, digestBytes = 16, 16

// maxAccepted bounds a baseline.
const maxAccepted = 1_000_000

// NewBaseline returns an empty baseline with a salt of its own.
func NewBaseline() (*Baseline, error) {
	b := &Baseline{salt: make([]byte, saltBytes)}
	_, err := rand.Read(b.salt)
	return b, err
}

// ReadBaseline reads what Write wrote.
func ReadBaseline(data []byte) (*Baseline, error) {
	var f baselineFile
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("not a baseline: %w", err)
	}
	salt, err := hex.DecodeString(f.Salt)
	switch {
	case f.Version != Version:
		return nil, fmt.Errorf("baseline of version %d, want %d", f.Version, Version)
	case err != nil || len(salt) != saltBytes:
		return nil, errors.New("not a baseline: its salt is damaged")
	case len(f.Accepted) > maxAccepted:
		return nil, fmt.Errorf("baseline of %d findings, want at most %d", len(f.Accepted), maxAccepted)
	}
	return &Baseline{salt: salt, accepted: f.Accepted}, nil
}

// Take puts in place of what was accepted the disagreements of a report.
func (b *Baseline) Take(r Report) {
	b.accepted = nil
	for i := range r.Files {
		for _, f := range r.Files[i].Findings {
			if f.Verdict == finding.Refuted {
				b.accepted = append(b.accepted, b.digest(&r.Files[i], f))
			}
		}
	}
	slices.SortFunc(b.accepted, func(x, y accepted) int {
		return strings.Compare(x.Finding+x.Sentence, y.Finding+y.Sentence)
	})
}

// Len is how many disagreements are accepted.
func (b *Baseline) Len() int { return len(b.accepted) }

// Write writes the baseline, sorted, so that the same findings give the same bytes.
func (b *Baseline) Write(w io.Writer) error {
	list := b.accepted
	if list == nil {
		list = []accepted{}
	}
	data, err := json.MarshalIndent(baselineFile{Version, hex.EncodeToString(b.salt), list}, "", " ")
	if err == nil {
		_, err = w.Write(append(data, '\n'))
	}
	return err
}

// Apply marks the disagreements of a report that are in the baseline as accepted. Those whose sentence is
// as it was come first; then those whose sentence was edited, as long as there are any left.
func (b *Baseline) Apply(r *Report) {
	left, exact := map[string]int{}, map[accepted]int{}
	for _, a := range b.accepted {
		left[a.Finding]++
		exact[a]++
	}
	type open struct {
		f *finding.Finding
		d accepted
	}
	var rest []open
	for i := range r.Files {
		for k := range r.Files[i].Findings {
			f := &r.Files[i].Findings[k]
			if f.Verdict != finding.Refuted {
				continue
			}
			d := b.digest(&r.Files[i], *f)
			if exact[d] == 0 {
				rest = append(rest, open{f, d})
				continue
			}
			exact[d]--
			left[d.Finding]--
			Accept(f)
		}
	}
	for _, o := range rest {
		if left[o.d.Finding] > 0 {
			left[o.d.Finding]--
			Accept(o.f)
		}
	}
}

// digest is what is kept of a finding.
func (b *Baseline) digest(file *File, f finding.Finding) accepted {
	parts := []string{strings.ToLower(oneLine(f.Text)), f.Rule, f.Value, f.Formula}
	for _, e := range f.Evidence {
		parts = append(parts, e.Kind, e.ID, e.Value, e.Unit)
	}
	sentence, _, _ := excerpt(file, f, 1<<20)
	words := strings.Join(strings.Fields(strings.ToLower(sentence)), " ")
	return accepted{b.mac("finding", parts...), b.mac("sentence", words)}
}

func (b *Baseline) mac(what string, parts ...string) string {
	h := hmac.New(sha256.New, b.salt)
	for _, p := range append([]string{what}, parts...) {
		fmt.Fprintf(h, "%d:%s", len(p), p) // lengths keep the parts apart
	}
	return hex.EncodeToString(h.Sum(nil)[:digestBytes])
}
