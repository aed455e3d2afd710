package datasets

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Open opens a study: the name of one that is embedded in the program ("xinjiang"), or a folder. A name
// that is both is the embedded study; write ./NAME for the folder.
//
// Everything that is wrong with the study is found in one run and returned as *Errors.
func Open(name string) (*Study, error) {
	if slices.Contains(Embedded(), name) {
		return openEmbedded(name)
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("no study %q: it is no folder, and the embedded studies are %s%s", name, quoteList(Embedded()), DidYouMean(name, Embedded()))
	case err != nil:
		return nil, fmt.Errorf("opening study: %w", err)
	case !info.IsDir():
		if path.Base(name) == descriptorName || strings.HasSuffix(name, string(os.PathSeparator)+descriptorName) {
			return nil, fmt.Errorf("%s is a descriptor: name its folder", name)
		}
		return nil, fmt.Errorf("%s is a file, want the folder of a study, which holds %s", name, descriptorName)
	}
	root, err := os.OpenRoot(name) // symbolic links may not lead out of it
	if err != nil {
		return nil, fmt.Errorf("opening study: %w", err)
	}
	return OpenFS(root.FS(), name)
}

const descriptorName = "datapackage.json"

// OpenFS opens the study in the top folder of fsys; dir is its name in messages.
func OpenFS(fsys fs.FS, dir string) (*Study, error) {
	data, err := readBounded(fsys, descriptorName, maxFileBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("folder %s has no %s: `recount init` writes one", dir, descriptorName)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", inDir(dir, descriptorName), err)
	}
	return load(fsys, dir, data)
}

func inDir(dir, file string) string {
	if dir == "" {
		return file
	}
	return strings.TrimSuffix(dir, "/") + "/" + file
}

// readBounded reads a whole file of at most limit bytes.
func readBounded(fsys fs.FS, name string, limit int64) ([]byte, error) {
	// Asked before it is opened: opening a named pipe would wait for somebody who writes to it.
	if info, err := fs.Stat(fsys, name); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("%s has %d bytes, want at most %d", name, info.Size(), limit)
	}
	buf := bytes.NewBuffer(make([]byte, 0, int(info.Size())+bytes.MinRead))
	if _, err := io.Copy(buf, io.LimitReader(f, limit+1)); err != nil {
		return nil, err
	}
	if int64(buf.Len()) > limit {
		return nil, fmt.Errorf("%s has more than %d bytes", name, limit)
	}
	return buf.Bytes(), nil
}
