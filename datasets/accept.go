package datasets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"recount/datasets/internal/jsontree"
)

// An Accepted is a table whose size and hash a descriptor states anew.
type Accepted struct {
	Path          string
	Bytes         int64
	Hash          string // "sha256:…", empty where the descriptor states none
	OldBytes, Old string // as they stood there
}

// Accept returns a descriptor that states the size and the hash of its tables as they are now, and what it
// changed. What it does not state it does not gain, and every other byte stays as it is. read reads a file of
// the package.
func Accept(descriptor []byte, read func(path string) ([]byte, error)) ([]byte, []Accepted, error) {
	root, err := jsontree.Parse(descriptor)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", descriptorName, err)
	}
	list := root.Get("resources")
	if list == nil || list.Kind != jsontree.Array {
		return nil, nil, fmt.Errorf("%s names no resources", descriptorName)
	}
	var out bytes.Buffer
	var done []Accepted
	last := 0
	put := func(n *jsontree.Node, text string) {
		out.Write(descriptor[last:n.Offset])
		out.WriteString(text)
		last = endOf(descriptor, n)
	}
	for _, r := range list.Items {
		size, hash := r.Get("bytes"), r.Get("hash")
		path := r.Get("path")
		if path != nil && path.Kind == jsontree.Array && len(path.Items) == 1 {
			path = path.Items[0]
		}
		if path == nil || path.Kind != jsontree.String || size == nil && hash == nil {
			continue
		}
		if err := checkPath(path.Text); err != nil {
			return nil, nil, err
		}
		data, err := read(path.Text)
		if err != nil {
			return nil, nil, err
		}
		a := Accepted{Path: path.Text, Bytes: int64(len(data))}
		var parts []*jsontree.Node
		if size != nil && size.Text != strconv.FormatInt(a.Bytes, 10) {
			a.OldBytes = size.Text
			parts = append(parts, size)
		}
		if hash != nil {
			sum := sha256.Sum256(data)
			a.Hash = "sha256:" + hex.EncodeToString(sum[:])
			if err := checkHash(data, hash.Text); err != nil {
				a.Old = hash.Text
				parts = append(parts, hash)
			}
		}
		if len(parts) == 2 && parts[0].Offset > parts[1].Offset {
			parts[0], parts[1] = parts[1], parts[0]
		}
		for _, n := range parts {
			if n == size {
				put(n, strconv.FormatInt(a.Bytes, 10))
			} else {
				put(n, `"`+a.Hash+`"`)
			}
		}
		if len(parts) > 0 {
			done = append(done, a)
		}
	}
	out.Write(descriptor[last:])
	return out.Bytes(), done, nil
}

// endOf returns where a string or a number of a document ends.
func endOf(data []byte, n *jsontree.Node) int {
	i := n.Offset
	if n.Kind != jsontree.String {
		for i < len(data) && bytes.IndexByte([]byte(",]} \t\r\n"), data[i]) < 0 {
			i++
		}
		return i
	}
	for i++; i < len(data) && data[i] != '"'; i++ {
		if data[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// Unaccepted says whether the only thing wrong with a study is that tables are not those whose size and
// hash its descriptor states: a person who changed them accepts that.
func Unaccepted(err error) bool {
	var all *Errors
	if !errors.As(err, &all) || all.Total != len(all.List) {
		return false
	}
	for _, e := range all.List {
		if !errors.Is(e, ErrHash) {
			return false
		}
	}
	return len(all.List) > 0
}
