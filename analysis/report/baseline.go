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
	File     string `json:"file,omitempty"` // older baselines have none
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
	renewal := b.Renew()
	for i := range r.Files {
		renewal.Add(&r.Files[i], r.Files[i].Name)
	}
	renewal.Done()
}

// A Renewal puts in place of what was accepted the disagreements of one run, file by file.
type Renewal struct {
	b      *Baseline
	taken  []accepted
	unread map[string]bool
}

// Renew begins a renewal. The baseline stays as it is until it is done.
func (b *Baseline) Renew() *Renewal { return &Renewal{b: b, unread: map[string]bool{}} }

// Add accepts the disagreements of a file. The name is that by which the file is known again: where it
// stands, seen from the baseline.
func (n *Renewal) Add(file *File, name string) {
	for _, f := range file.Findings {
		if f.Verdict == finding.Refuted {
			d := n.b.digest(file, f)
			d.File = n.b.mac("file", name)
			n.taken = append(n.taken, d)
		}
	}
}

// Unread keeps what was accepted of a file that could not be read this time.
func (n *Renewal) Unread(name string) { n.unread[n.b.mac("file", name)] = true }

// Done ends the renewal. Where a file could not be read, entries that name no file are kept too: one of
// them may be of it.
func (n *Renewal) Done() {
	for _, a := range n.b.accepted {
		if n.unread[a.File] || a.File == "" && len(n.unread) > 0 && !slices.ContainsFunc(n.taken, a.same) {
			n.taken = append(n.taken, a)
		}
	}
	slices.SortFunc(n.taken, func(x, y accepted) int {
		return strings.Compare(x.Finding+x.Sentence+x.File, y.Finding+y.Sentence+y.File)
	})
	n.b.accepted = n.taken
}

// same says whether two entries are of one disagreement in one sentence.
func (a accepted) same(b accepted) bool { return a.Finding == b.Finding && a.Sentence == b.Sentence }

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
	files := make([]*File, len(r.Files))
	for i := range r.Files {
		files[i] = &r.Files[i]
	}
	b.Holder().Hold(files...)
}

// A Holder holds files against a baseline one after the other, for what is too long to wait for: lines of a
// stream. What one of them has used up the next one does not find.
type Holder struct {
	b     *Baseline
	left  map[string]int   // how often a finding was accepted and not met yet
	exact map[accepted]int // the same with its sentence
}

// Holder begins to hold files against the baseline.
func (b *Baseline) Holder() *Holder {
	h := &Holder{b, map[string]int{}, map[accepted]int{}}
	for _, a := range b.accepted {
		h.left[a.Finding]++
		h.exact[accepted{Finding: a.Finding, Sentence: a.Sentence}]++
	}
	return h
}

// Hold marks the disagreements that are in the baseline as accepted.
func (h *Holder) Hold(files ...*File) {
	type open struct {
		f *finding.Finding
		d accepted
	}
	var rest []open
	for _, file := range files {
		for k := range file.Findings {
			f := &file.Findings[k]
			if f.Verdict != finding.Refuted {
				continue
			}
			d := h.b.digest(file, *f)
			if h.exact[d] == 0 {
				rest = append(rest, open{f, d})
				continue
			}
			h.exact[d]--
			h.left[d.Finding]--
			Accept(f)
		}
	}
	for _, o := range rest {
		if h.left[o.d.Finding] > 0 {
			h.left[o.d.Finding]--
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
	return accepted{Finding: b.mac("finding", parts...), Sentence: b.mac("sentence", words)}
}

func (b *Baseline) mac(what string, parts ...string) string {
	h := hmac.New(sha256.New, b.salt)
	for _, p := range append([]string{what}, parts...) {
		fmt.Fprintf(h, "%d:%s", len(p), p) // lengths keep the parts apart
	}
	return hex.EncodeToString(h.Sum(nil)[:digestBytes])
}
