package figures

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"recount/datasets"
)

// LockName is the file beside the figures that says what they were drawn from.
const LockName = "figures.lock"

// A lock holds the digests of what went in and of what came out. While all of them agree, there is
// nothing to draw.
type lock struct {
	Version int               `json:"version"`
	Drawing int               `json:"drawing"`
	Study   string            `json:"study"`
	Figures []string          `json:"figures"` // of the study, in their order
	Inputs  map[string]string `json:"inputs"`  // files of the study
	Files   map[string]string `json:"files"`   // figures drawn
}

const lockVersion = 1

// maxLock bounds a lock file.
const maxLock = 8 << 20

// readDrawn reads a file of a folder of drawings, unless it is a pipe or a device, which may have no end.
func readDrawn(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	return os.ReadFile(name)
}

func readLock(dir string) *lock {
	info, err := os.Stat(filepath.Join(dir, LockName))
	if err != nil || info.Size() > maxLock {
		return nil
	}
	data, err := readDrawn(filepath.Join(dir, LockName))
	if err != nil {
		return nil
	}
	l := new(lock)
	if json.Unmarshal(data, l) != nil || l.Version != lockVersion || l.Drawing != Drawing {
		return nil
	}
	return l
}

// digest is a SHA-256 cut to 128 bits: it tells versions of one's own files apart.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// inputs are the files of a study that figures depend on. A file that does not exist belongs to them
// too, by the empty digest: one that appears later changes the figures.
func inputs(study *datasets.Study) map[string]string {
	names := []string{"datapackage.json", "statistics.yaml", "figures.yaml", "theme.yaml"}
	for _, t := range study.Tables {
		names = append(names, strings.TrimPrefix(strings.TrimPrefix(filepath.ToSlash(t.File), filepath.ToSlash(study.Dir)), "/"))
	}
	out := map[string]string{}
	for _, name := range names {
		data, err := study.File(name)
		if err != nil {
			out[name] = ""
			continue
		}
		out[name] = digest(data)
	}
	return out
}

// writeLock records what a build drew. Files of other requests stay listed while they are drawn from
// the same inputs.
func (s *Set) writeLock(job Job, files []drawnFile) error {
	now := &lock{Version: lockVersion, Drawing: Drawing, Study: s.study.Name, Figures: s.IDs(), Inputs: inputs(s.study), Files: map[string]string{}}
	for _, f := range s.theme.Fonts {
		now.Inputs[f.Name] = digest(f.Data)
	}
	if old := readLock(job.Dir); old != nil && old.Study == now.Study && maps.Equal(old.Inputs, now.Inputs) {
		for name, d := range old.Files {
			now.Files[name] = d
		}
	}
	for _, f := range files {
		now.Files[f.name] = digest(f.data)
	}
	data, err := json.MarshalIndent(now, "", "  ")
	if err != nil {
		return err
	}
	data = append(data, '\n')
	name := filepath.Join(job.Dir, LockName)
	if old, err := readDrawn(name); err == nil && string(old) == string(data) {
		return nil
	}
	return writeFile(name, data)
}

// A Request is a Job before the study is open: ids and folder only.
type Request struct {
	Dir      string
	IDs      []string // all figures of the study if empty
	Formats  []Format
	Variants []Options
}

// UpToDate says, without opening the study, whether everything asked for is there already, drawn from
// the files that read returns now. It answers false when in doubt.
func UpToDate(study string, read func(name string) ([]byte, error), q Request) ([]FileState, bool) {
	l := readLock(q.Dir)
	if l == nil || l.Study != study || len(l.Inputs) == 0 {
		return nil, false
	}
	for name, want := range l.Inputs {
		data, err := read(name)
		switch {
		case errors.Is(err, fs.ErrNotExist) && want == "":
		case err != nil || want != digest(data):
			return nil, false
		}
	}
	ids := q.IDs
	if len(ids) == 0 {
		ids = l.Figures
	}
	var out []FileState
	for _, id := range ids {
		for _, o := range q.Variants {
			for _, format := range q.Formats {
				if o.Editable && format != SVG {
					continue
				}
				name := (&Figure{ID: id}).FileName(o, format)
				want, known := l.Files[name]
				data, err := readDrawn(filepath.Join(q.Dir, name))
				if !known || err != nil || digest(data) != want {
					return nil, false
				}
				out = append(out, FileState{Name: name, Figure: id, State: Unchanged})
			}
		}
	}
	return out, len(out) > 0
}

// sweep removes what a killed run left behind; a run beside this one writes younger files.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, tempPattern))
	for _, name := range left {
		if info, err := os.Lstat(name); err == nil && time.Since(info.ModTime()) > 10*time.Minute {
			os.Remove(name)
		}
	}
}
