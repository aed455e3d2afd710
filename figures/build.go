package figures

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// A Job says which files a folder is to hold.
type Job struct {
	Dir      string
	Figures  []*Figure
	Formats  []Format
	Variants []Options
	Progress func(done, all int) // called now and then, from one goroutine at a time; may be nil
}

// A State says what became of a file.
type State string

// The states of Build and Check.
const (
	Created   State = "created"   // Check: missing
	Updated   State = "updated"   // Check: differs
	Unchanged State = "unchanged" // the file is what the study gives
	Orphaned  State = "orphaned"  // Check: of a figure that the study does not have
)

// A FileState is one file with what became of it and why.
type FileState struct {
	Name   string   `json:"name"`
	Figure string   `json:"figure"`
	State  State    `json:"state"`
	Why    []string `json:"why,omitempty"` // which rows changed
}

// Build draws the files of a job and writes those that differ from what is there, each whole or not
// at all. If any figure cannot be published, nothing is written and the error lists everything.
func (s *Set) Build(ctx context.Context, job Job) ([]FileState, error) {
	files, err := s.drawAll(ctx, job)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(job.Dir, 0o777); err != nil {
		return nil, fmt.Errorf("writing figures: %w", err)
	}
	sweep(job.Dir)
	states := make([]FileState, len(files))
	for i, f := range files {
		states[i] = s.compare(job.Dir, f)
	}
	for i, f := range files {
		if states[i].State != Unchanged {
			if err := writeFile(filepath.Join(job.Dir, f.name), f.data); err != nil {
				return states[:i], fmt.Errorf("writing figures: %w", err)
			}
		}
	}
	return states, s.writeLock(job, files)
}

// Check draws the files of a job and compares them with what is there; nothing is written.
func (s *Set) Check(ctx context.Context, job Job) ([]FileState, error) {
	files, err := s.drawAll(ctx, job)
	if err != nil {
		return nil, err
	}
	states := make([]FileState, len(files))
	for i, f := range files {
		states[i] = s.compare(job.Dir, f)
	}
	return append(states, s.orphans(job.Dir)...), nil
}

// A drawnFile is a file in memory.
type drawnFile struct {
	name   string
	figure string
	data   []byte
}

// drawAll draws every file of a job, several at once; the order is that of the job.
func (s *Set) drawAll(ctx context.Context, job Job) ([]drawnFile, error) {
	type task struct {
		f *Figure
		o Options
	}
	var tasks []task
	for _, f := range job.Figures {
		for _, o := range job.Variants {
			tasks = append(tasks, task{f, o})
		}
	}
	out := make([][]drawnFile, len(tasks))
	errs := make([]error, len(tasks))
	var next, done atomic.Int64
	var report sync.Mutex
	var wg sync.WaitGroup
	for range min(len(tasks), runtime.GOMAXPROCS(0), 8) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(tasks) || ctx.Err() != nil {
					return
				}
				out[i], errs[i] = drawOne(tasks[i].f, tasks[i].o, job.Formats)
				if n := done.Add(1); job.Progress != nil {
					report.Lock()
					job.Progress(int(n), len(tasks))
					report.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := lintErrors(errs); err != nil {
		return nil, err
	}
	return slices.Concat(out...), nil
}

// lintErrors joins the problems of all figures into one error.
func lintErrors(errs []error) error {
	all := &LintError{}
	var other []error
	for _, err := range errs {
		var lint *LintError
		if errors.As(err, &lint) {
			all.Problems = append(all.Problems, lint.Problems...)
		} else if err != nil {
			other = append(other, err)
		}
	}
	if len(all.Problems) > 0 {
		other = append(other, all)
	}
	return errors.Join(other...)
}

func drawOne(f *Figure, o Options, formats []Format) ([]drawnFile, error) {
	d, err := f.Draw(o)
	if err != nil {
		return nil, err
	}
	var out []drawnFile
	for _, format := range formats {
		if o.Editable && format != SVG {
			continue
		}
		data, err := d.Bytes(format)
		if err != nil {
			return nil, fmt.Errorf("figure %q: %w", f.ID, err)
		}
		out = append(out, drawnFile{f.FileName(o, format), f.ID, data})
	}
	return out, nil
}

// compare holds a drawn file against the one that is there.
func (s *Set) compare(dir string, f drawnFile) FileState {
	st := FileState{Name: f.name, Figure: f.figure}
	old, err := readDrawn(filepath.Join(dir, f.name))
	switch {
	case err != nil:
		st.State = Created
	case same(f.data, old):
		st.State = Unchanged
	default:
		st.State = Updated
		if r, err := ReadReceipt(old); err != nil {
			st.Why = []string{err.Error()}
		} else if st.Why = s.Changes(r); len(st.Why) == 0 {
			st.Why = []string{"its words in figures.yaml, the theme or the file itself were edited"}
		}
	}
	return st
}

// tolerance is how far a channel of a PNG may be off: vgimg computes in floating point, and CPUs with
// fused arithmetic round the coverage of some pixels the other way.
const tolerance = 2

// same says whether two files are the same: equal bytes or, for PNG, the same picture within the
// tolerance and equal in everything else.
func same(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	if formatOf(a) != PNG || formatOf(b) != PNG || !slices.Equal(besidesPixels(a), besidesPixels(b)) {
		return false
	}
	p, errP := png.Decode(bytes.NewReader(a))
	q, errQ := png.Decode(bytes.NewReader(b))
	return errP == nil && errQ == nil && closePixels(p, q)
}

// besidesPixels returns a PNG without its pixel data.
func besidesPixels(data []byte) []byte {
	head, rest, _ := bytes.Cut(data, []byte("IDAT"))
	head = head[:max(0, len(head)-4)] // the length of the pixel data
	if i := bytes.LastIndex(rest, []byte("IEND")); i >= 0 {
		rest = rest[i:]
	}
	return append(slices.Clone(head), rest...)
}

func closePixels(p, q image.Image) bool {
	if p.Bounds() != q.Bounds() {
		return false
	}
	near := func(a, b uint32) bool {
		d := int(a>>8) - int(b>>8)
		return d <= tolerance && d >= -tolerance
	}
	for y := p.Bounds().Min.Y; y < p.Bounds().Max.Y; y++ {
		for x := p.Bounds().Min.X; x < p.Bounds().Max.X; x++ {
			r0, g0, b0, _ := p.At(x, y).RGBA()
			r1, g1, b1, _ := q.At(x, y).RGBA()
			if !near(r0, r1) || !near(g0, g1) || !near(b0, b1) {
				return false
			}
		}
	}
	return true
}

// orphans lists files of the folder that hold a receipt of this study for a figure it does not have.
func (s *Set) orphans(dir string) []FileState {
	entries, _ := os.ReadDir(dir)
	var out []FileState
	for _, e := range entries {
		if ext := strings.TrimPrefix(filepath.Ext(e.Name()), "."); !e.Type().IsRegular() || !slices.Contains(Formats, Format(ext)) {
			continue
		}
		id, _, _ := strings.Cut(strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())), "@")
		if s.Get(id) != nil || s.Get(strings.TrimSuffix(id, "-dark")) != nil || s.Get(strings.TrimSuffix(id, "-text")) != nil {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			continue
		}
		if r, err := ReadReceipt(data); err == nil && r.Study == s.study.Name && s.Get(r.Figure) == nil {
			out = append(out, FileState{Name: e.Name(), Figure: r.Figure, State: Orphaned, Why: []string{"the study has no figure " + r.Figure}})
		}
	}
	return out
}

// tempPattern names files that are being written.
const tempPattern = ".recount-*.tmp"

// writeFile writes a file whole or not at all: beside its place first, then renamed over it.
func writeFile(name string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), tempPattern)
	if err == nil {
		err = fillAndRename(tmp, name, data)
	}
	// The temporary name says nothing to people.
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}

func fillAndRename(tmp *os.File, name string, data []byte) error {
	_, err := tmp.Write(data)
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	if closeErr := tmp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
	return err
}
