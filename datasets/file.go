package datasets

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// file reads the bytes of a resource and holds them against hash and size. A wrong hash is reported
// beside the errors of the cells, not instead of them.
func (l *loader) file(r *resource) ([]byte, bool) {
	if r.path == "" || len(r.schema.fields) == 0 { // said already
		return nil, false
	}
	name := l.show(r.path)
	data, err := readBounded(l.s.fsys, r.path, maxTableBytes)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("there is no such file, but %s names it", descriptorName)
			if near := l.nearFile(r.path); near != "" {
				err = fmt.Errorf("%w; did you mean %q?", err, near)
			}
		} else if strings.Contains(err.Error(), "escapes") {
			err = fmt.Errorf("%w %w", err, ErrOutside)
		}
		l.errs.add(&CellError{File: name, Err: err})
		return nil, false
	}
	if l.read += int64(len(data)); l.read > maxTablesBytes {
		l.errs.add(&CellError{File: name, Err: fmt.Errorf("the tables have more than %d bytes together", int64(maxTablesBytes))})
		return nil, false
	}
	if err := l.promised(r, data); err != nil {
		l.errs.add(&CellError{File: name, Err: err})
	}
	return data, true
}

// promised holds the bytes of a table against size and hash of the descriptor, and says both in one message
// with the command that writes the new ones there.
func (l *loader) promised(r *resource, data []byte) error {
	err := checkHash(data, r.hash)
	if err != nil && !errors.Is(err, ErrHash) {
		return err
	}
	var differ []string
	if r.bytes >= 0 && int64(len(data)) != r.bytes {
		differ = append(differ, fmt.Sprintf("it has %d bytes, %s says %d", len(data), descriptorName, r.bytes))
	}
	if err != nil {
		differ = append(differ, strings.TrimPrefix(err.Error(), ErrHash.Error()+": "))
	}
	if len(differ) == 0 {
		return nil
	}
	dir := l.s.Dir
	if dir == "" {
		dir = "."
	}
	if strings.ContainsAny(dir, " '") {
		dir = strconv.Quote(dir)
	}
	return fmt.Errorf("%w: %s; if the change is meant, `recount data accept %s` writes the new values there", ErrHash, strings.Join(differ, ", and "), dir)
}

// show returns what messages call a file of the package.
func (l *loader) show(path string) string {
	if name, ok := l.shown[path]; ok {
		return name
	}
	return inDir(l.s.Dir, path)
}

func (l *loader) nearFile(p string) string {
	entries, err := fs.ReadDir(l.s.fsys, path.Dir(p))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		names = append(names, path.Join(path.Dir(p), e.Name()))
	}
	return Nearest(p, names)
}

// ErrHash is wrapped by the error for a table whose bytes are not those that the descriptor promises.
var ErrHash = errors.New("the table was changed")

// short keeps as much of a hash as tells it from another.
func short(hash string) string {
	if kind, sum, ok := strings.Cut(hash, ":"); ok {
		return clip(kind) + ":" + short(sum)
	}
	if len(hash) > 12 {
		hash = hash[:12] + "…"
	}
	return hash
}

// checkHash holds data against "sha256:…", "sha512:…", "sha1:…" or a bare MD5, as the standard has it.
func checkHash(data []byte, want string) error {
	if want == "" {
		return nil
	}
	kind, sum, ok := strings.Cut(want, ":")
	if !ok {
		kind, sum = "md5", want
	}
	var got string
	switch strings.ToLower(strings.ReplaceAll(kind, "-", "")) {
	case "sha256":
		h := sha256.Sum256(data)
		got = hex.EncodeToString(h[:])
	case "sha512":
		h := sha512.Sum512(data)
		got = hex.EncodeToString(h[:])
	case "sha1":
		h := sha1.Sum(data)
		got = hex.EncodeToString(h[:])
	case "md5":
		h := md5.Sum(data)
		got = hex.EncodeToString(h[:])
	default:
		return fmt.Errorf("hash %q is of no known kind: want sha256:…", clip(want))
	}
	if !strings.EqualFold(got, sum) {
		return fmt.Errorf("%w: its hash is %s:%s, %s says %s", ErrHash, kind, short(got), descriptorName, short(want))
	}
	return nil
}
