package document

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// An archive is a zip file whose members are read within bounds.
type archive struct {
	members map[string]*zip.File
	opt     Options
	left    int64 // bytes that may still be unpacked
}

// A member smaller than this may have any ratio: short XML packs well.
const smallMember = 16 << 20

const maxMembers = 20_000

func openArchive(data []byte, opt Options) (*archive, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("the archive is damaged or cut short: %w", err)
	}
	if len(r.File) > maxMembers {
		return nil, fmt.Errorf("archive of %d members, want at most %d", len(r.File), maxMembers)
	}
	a := &archive{members: make(map[string]*zip.File, len(r.File)), opt: opt, left: opt.MaxUnpacked}
	for _, f := range r.File {
		if _, ok := a.members[f.Name]; !ok {
			a.members[f.Name] = f
		}
	}
	return a, nil
}

func (a *archive) has(name string) bool { return a.members[name] != nil }

// read unpacks a member. It trusts no size that the archive states.
func (a *archive) read(name string) (string, error) {
	f := a.members[name]
	if f == nil {
		return "", fmt.Errorf("no %s in the archive", name)
	}
	if f.Flags&1 != 0 {
		return "", errors.New("the archive is encrypted: save the document without a password")
	}
	limit := a.left
	if packed := int64(min(f.CompressedSize64, 1<<40)); limit > smallMember {
		limit = min(limit, max(packed*int64(a.opt.MaxRatio), smallMember))
	}
	r, err := f.Open()
	if err != nil {
		return "", fmt.Errorf("unpacking %s: %w", name, err)
	}
	defer r.Close()
	var buf bytes.Buffer
	n, err := io.Copy(&buf, io.LimitReader(r, limit+1))
	if err != nil {
		return "", fmt.Errorf("unpacking %s: %w", name, err)
	}
	if n > limit {
		if limit == a.left {
			return "", fmt.Errorf("unpacking %s: more than %d bytes in all", name, a.opt.MaxUnpacked)
		}
		return "", fmt.Errorf("unpacking %s: more than %d times its packed size", name, a.opt.MaxRatio)
	}
	a.left -= n
	return buf.String(), nil
}
