package datasets

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode"

	"recount/datasets/internal/jsontree"
)

// path reads the path of a file of the package, which may not lead out of its folder.
func (d *decoder) path(n *jsontree.Node, key string) string {
	v := n.Get(key)
	if v == nil {
		return ""
	}
	if v.Kind == jsontree.Array && len(v.Items) == 1 {
		v = v.Items[0]
	}
	if v.Kind != jsontree.String {
		d.fail(v, "%q is %s, want one path", key, v.Kind)
		return ""
	}
	if err := checkPath(v.Text); err != nil {
		d.fail(v, "%q: %w", key, err)
		return ""
	}
	return path.Clean(v.Text)
}

// ErrOutside is wrapped by the error for a path that may lead out of the package's folder.
var ErrOutside = errors.New("may lead out of the package's folder")

// checkPath allows relative paths with forward slashes that stay below the folder.
func checkPath(p string) error {
	switch {
	case p == "":
		return errors.New("the path is empty")
	case strings.Contains(p, "://"):
		return fmt.Errorf("%q is a web address: recount uses no network; save the table beside the descriptor", clip(p))
	case strings.Contains(p, "\\"):
		return fmt.Errorf("path %q has a backslash: write / between folders", clip(p))
	case strings.ContainsFunc(p, unicode.IsControl):
		return fmt.Errorf("path %q has a control character", clip(p))
	case p[0] == '/' || p[0] == '~' || len(p) > 1 && p[1] == ':':
		return fmt.Errorf("path %q %w: want one relative to datapackage.json", clip(p), ErrOutside)
	}
	for part := range strings.SplitSeq(p, "/") {
		if part == ".." {
			return fmt.Errorf("path %q %w: \"..\" is not allowed", clip(p), ErrOutside)
		}
	}
	return nil
}
