package datasets

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"recount/datasets/internal/jsontree"
)

// decoder reads the descriptor's tree and collects its faults.
type decoder struct {
	fsys fs.FS
	dir  string
	file string
	data []byte
	errs *Errors

	lines    *jsontree.Lines // of data, once there is an error
	patterns map[string]*regexp.Regexp
}

func (d *decoder) fail(n *jsontree.Node, format string, args ...any) {
	d.failAt(n.Offset, format, args...)
}

func (d *decoder) failAt(offset int, format string, args ...any) {
	if d.lines == nil {
		d.lines = jsontree.NewLines(d.data)
	}
	e := d.lines.At(offset, fmt.Errorf(format, args...))
	d.errs.add(&DescriptorError{d.file, e.Line, e.Column, e.Excerpt, e.Err})
}

// own returns our object of n and refuses keys that it does not know.
func (d *decoder) own(n *jsontree.Node, known []string) *jsontree.Node {
	own := n.Get("recount")
	if own == nil {
		return nil
	}
	if own.Kind != jsontree.Object {
		d.fail(own, "\"recount\" is %s, want an object", own.Kind)
		return nil
	}
	for _, m := range own.Keys {
		if !contains(known, m.Key) {
			d.failAt(m.Offset, "unknown key %q in \"recount\"%s; known here: %s", clip(m.Key), DidYouMean(m.Key, known), strings.Join(known, ", "))
		}
	}
	return own
}

func (d *decoder) text(n *jsontree.Node, key string) string {
	v := n.Get(key)
	if v == nil || v.Kind == jsontree.Null {
		return ""
	}
	if v.Kind == jsontree.Number && (key == "version" || key == "period" || key == "resolution") {
		return v.Text
	}
	if v.Kind != jsontree.String {
		d.fail(v, "%q is %s, want a string", key, v.Kind)
		return ""
	}
	return v.Text
}

func (d *decoder) array(n *jsontree.Node, key string) []*jsontree.Node {
	v := n.Get(key)
	if v == nil || v.Kind == jsontree.Null {
		return nil
	}
	if v.Kind != jsontree.Array {
		d.fail(v, "%q is %s, want an array", key, v.Kind)
		return nil
	}
	return v.Items
}

// texts reads an array of strings, or one string, as a list.
func (d *decoder) texts(n *jsontree.Node, key string) []string {
	v := n.Get(key)
	if v == nil || v.Kind == jsontree.Null {
		return nil
	}
	if v.Kind == jsontree.String {
		return []string{v.Text}
	}
	var list []string
	for _, item := range d.array(n, key) {
		if item.Kind != jsontree.String {
			d.fail(item, "%q holds %s, want strings", key, item.Kind)
			continue
		}
		list = append(list, item.Text)
	}
	return list
}

func (d *decoder) flag(n *jsontree.Node, key string, unset bool) bool {
	v := n.Get(key)
	if v == nil || v.Kind == jsontree.Null {
		return unset
	}
	if v.Kind != jsontree.Bool {
		d.fail(v, "%q is %s, want true or false", key, v.Kind)
		return unset
	}
	return v.Text == "true"
}

func (d *decoder) integer(n *jsontree.Node, key string, lo, hi int64) int {
	v := n.Get(key)
	if v == nil {
		return 0
	}
	i, err := strconv.ParseInt(v.Text, 10, 64)
	if v.Kind != jsontree.Number || err != nil || i < lo || i > hi {
		d.fail(v, "%q is %s, want a whole number from %d to %d", key, clip(v.Text), lo, hi)
		return 0
	}
	return int(i)
}

func (d *decoder) oneOf(n *jsontree.Node, key string, known []string) string {
	s := d.text(n, key)
	if s != "" && !contains(known, s) {
		d.fail(n.Get(key), "%q is %q%s; want %s", key, clip(s), DidYouMean(s, known), strings.Join(known, ", "))
		return ""
	}
	return s
}

func (d *decoder) unit(n *jsontree.Node, key string) string {
	s := d.text(n, key)
	if _, err := ParseUnit(s); err != nil {
		d.fail(n.Get(key), "%w", err)
		return ""
	}
	return s
}

func (d *decoder) period(n *jsontree.Node, key string) string {
	s := d.text(n, key)
	if _, err := ParsePeriod(s); err != nil {
		d.fail(n.Get(key), "%w", err)
		return ""
	}
	return s
}

// constants reads an object of column → value.
func (d *decoder) constants(n *jsontree.Node, key string) []constant {
	v := n.Get(key)
	if v == nil {
		return nil
	}
	if v.Kind != jsontree.Object {
		d.fail(v, "%q is %s, want an object such as {\"place\": \"Leeds\"}", key, v.Kind)
		return nil
	}
	var list []constant
	for _, m := range v.Keys {
		if s := d.text(v, m.Key); s != "" {
			list = append(list, constant{m.Key, s, m.Node, d})
		}
	}
	return list
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// Our keys, wherever an object "recount" may stand. schema/datapackage.json lists the same.
var (
	packageOwnKeys  = []string{"source", "statistics", "figures"}
	resourceOwnKeys = []string{"kind", "measure", "unit", "source", "period", "where"}
	sourceOwnKeys   = []string{"id", "kind", "origin", "publisher", "date", "short"}
	fieldOwnKeys    = []string{"role", "unit", "terms", "measure", "kind", "design", "period", "part", "dimension", "resolution", "exact", "exponent", "where"}
)

// referenced returns the object that a key holds: in place, or in a file of the package that it names. The
// decoder is that of the file. A key that is not there gives n itself, so that the reader can say so.
func (d *decoder) referenced(n *jsontree.Node, key string) (*decoder, *jsontree.Node) {
	v := n.Get(key)
	if v == nil || v.Kind != jsontree.String {
		return d, n
	}
	name := d.path(n, key)
	if name == "" {
		return d, nil
	}
	data, err := readBounded(d.fsys, name, maxFileBytes)
	if err != nil {
		d.fail(v, "%q: %w", key, err)
		return d, nil
	}
	other := &decoder{fsys: d.fsys, dir: d.dir, file: inDir(d.dir, name), data: data, errs: d.errs}
	root := other.tree()
	if root == nil {
		return d, nil
	}
	return other, &jsontree.Node{Kind: jsontree.Object, Keys: []jsontree.Member{{Key: key, Node: root}}}
}

// tree parses the decoder's file.
func (d *decoder) tree() *jsontree.Node {
	root, err := jsontree.Parse(d.data)
	if err == nil {
		return root
	}
	var at *jsontree.Error
	if errors.As(err, &at) {
		err = &DescriptorError{d.file, at.Line, at.Column, at.Excerpt, at.Err}
	}
	d.errs.add(err)
	return nil
}
