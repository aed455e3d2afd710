package datasets

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"recount/datasets/internal/jsontree"
)

// descriptor is datapackage.json as recount uses it.
type descriptor struct {
	name, title, version, description, homepage string

	licences  []Licence
	sources   []Source
	resources []*resource
	recount   packageKeys
}

// packageKeys are our keys of a package.
type packageKeys struct {
	source     string // id of the source of rows that name none
	statistics string // path, statistics.yaml if empty
	figures    string // path, figures.yaml if empty
}

// A resource is one table as described.
type resource struct {
	name, title, path, format, hash string

	bytes   int64 // -1 if not stated
	dialect dialect
	schema  schema
	sources []Source
	recount resourceKeys
	node    *jsontree.Node
}

// resourceKeys are our keys of a resource.
type resourceKeys struct {
	kind    string // what its rows are: observations, measures, places, …
	measure string // of every value in it that names no other
	unit    string
	source  string
	period  string
	where   []constant
}

// A constant is a column that a table or a value field does not have, with its one value.
type constant struct {
	column, value string
	node          *jsontree.Node
}

// dialect is the Table Dialect: how rows are written.
type dialect struct {
	delimiter, quote, comment byte
	noQuote                   bool
	noHeader                  bool
	headerRows                []int // 1-based; the rows that hold the heading
	headerJoin                string
	commentRows               []int
	sheetName                 string
	sheetNumber               int
}

// A Licence says how the study may be used.
type Licence struct{ Name, Title, Path string }

// decoder reads the descriptor's tree and collects its faults.
type decoder struct {
	file string
	data []byte
	errs *Errors

	patterns map[string]*regexp.Regexp
}

func (d *decoder) fail(n *jsontree.Node, format string, args ...any) {
	d.failAt(n.Offset, format, args...)
}

func (d *decoder) failAt(offset int, format string, args ...any) {
	e := jsontree.At(d.data, offset, fmt.Errorf(format, args...))
	d.errs.add(&DescriptorError{d.file, e.Line, e.Column, e.Excerpt, e.Err})
}

// parse reads datapackage.json. It returns nil only if there is nothing to go on with.
func (d *decoder) parse() *descriptor {
	root, err := jsontree.Parse(d.data)
	if err != nil {
		var at *jsontree.Error
		if errors.As(err, &at) {
			err = &DescriptorError{d.file, at.Line, at.Column, at.Excerpt, at.Err}
		}
		d.errs.add(err)
		return nil
	}
	if root.Kind != jsontree.Object {
		d.fail(root, "the descriptor is %s, want an object with \"name\" and \"resources\"", root.Kind)
		return nil
	}
	p := &descriptor{
		name: d.text(root, "name"), title: d.text(root, "title"), version: d.text(root, "version"),
		description: d.text(root, "description"), homepage: d.text(root, "homepage"),
	}
	if p.name == "" && root.Get("name") == nil {
		d.fail(root, "the package has no \"name\"")
	}
	for _, n := range d.array(root, "licenses") {
		p.licences = append(p.licences, Licence{d.text(n, "name"), d.text(n, "title"), d.text(n, "path")})
	}
	p.sources = d.sources(root, p.name)
	if n := d.own(root, packageOwnKeys); n != nil {
		p.recount = packageKeys{d.text(n, "source"), d.path(n, "statistics"), d.path(n, "figures")}
	}
	d.resources(root, p)
	return p
}

func (d *decoder) resources(root *jsontree.Node, p *descriptor) {
	list := root.Get("resources")
	if list == nil {
		d.fail(root, "the package has no \"resources\": want a list of tables, each with \"path\" and \"schema\"")
		return
	}
	named := map[string]bool{}
	for _, n := range d.array(root, "resources") {
		r := d.resource(n, p.name)
		if r == nil {
			continue
		}
		if named[r.name] {
			d.fail(n, "two resources are named %q", r.name)
			continue
		}
		named[r.name] = true
		p.resources = append(p.resources, r)
	}
	if len(p.resources) > maxTables {
		d.fail(list, "%d resources, want at most %d", len(p.resources), maxTables)
		p.resources = p.resources[:maxTables]
	}
}

func (d *decoder) resource(n *jsontree.Node, pkg string) *resource {
	if n.Kind != jsontree.Object {
		d.fail(n, "a resource is %s, want an object with \"path\" and \"schema\"", n.Kind)
		return nil
	}
	r := &resource{
		node: n, name: d.text(n, "name"), title: d.text(n, "title"), path: d.path(n, "path"),
		format: strings.ToLower(d.text(n, "format")), hash: d.text(n, "hash"), bytes: -1,
	}
	if n.Get("path") == nil {
		why := ""
		if n.Get("data") != nil {
			why = ": recount reads tables from files, not from \"data\""
		}
		d.fail(n, "the resource has no \"path\"%s", why)
		return nil
	}
	if r.name == "" && r.path != "" {
		r.name = strings.TrimSuffix(path.Base(r.path), path.Ext(r.path))
	}
	if b := n.Get("bytes"); b != nil {
		r.bytes = int64(d.integer(n, "bytes", 0, 1<<40))
	}
	if e := n.Get("encoding"); e != nil && !strings.EqualFold(strings.ReplaceAll(e.Text, "-", ""), "utf8") {
		d.fail(e, "encoding %q: recount reads UTF-8; save the table as UTF-8 and take this key out", e.Text)
	}
	if c := n.Get("compression"); c != nil {
		d.fail(c, "recount reads tables that are not compressed")
	}
	r.dialect = d.dialect(n)
	r.sources = d.sources(n, r.name)
	r.schema = d.schema(n)
	d.resourceKeys(n, &r.recount)
	return r
}

func (d *decoder) resourceKeys(n *jsontree.Node, k *resourceKeys) {
	own := d.own(n, resourceOwnKeys)
	if own == nil {
		return
	}
	k.kind, k.measure, k.unit = d.oneOf(own, "kind", tableKinds), d.text(own, "measure"), d.unit(own, "unit")
	k.source, k.period, k.where = d.text(own, "source"), d.period(own, "period"), d.constants(own, "where")
}

// Our keys, wherever an object "recount" may stand. schema/datapackage.json lists the same.
var (
	packageOwnKeys  = []string{"source", "statistics", "figures"}
	resourceOwnKeys = []string{"kind", "measure", "unit", "source", "period", "where"}
	sourceOwnKeys   = []string{"id", "kind", "origin", "publisher", "date", "short"}
	fieldOwnKeys    = []string{"role", "unit", "terms", "measure", "kind", "design", "period", "part", "dimension", "resolution", "exact", "exponent", "where"}
)

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
	case strings.ContainsRune(p, 0):
		return errors.New("the path holds a zero byte")
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
			list = append(list, constant{m.Key, s, m.Node})
		}
	}
	return list
}

// sources reads the standard's sources of a package or resource: title, path, and our own keys.
func (d *decoder) sources(n *jsontree.Node, prefix string) []Source {
	var list []Source
	for i, s := range d.array(n, "sources") {
		id := prefix
		if i > 0 {
			id += "-" + strconv.Itoa(i+1)
		}
		src := Source{ID: id, Kind: Report, Title: d.text(s, "title"), URL: d.text(s, "path"), Version: d.text(s, "version")}
		if own := d.own(s, sourceOwnKeys); own != nil {
			if v := d.text(own, "id"); v != "" {
				src.ID = v
			}
			if v := d.oneOf(own, "kind", sourceKinds); v != "" {
				src.Kind = SourceKind(v)
			}
			src.Origin, src.Publisher, src.Date, src.Short = d.text(own, "origin"), d.text(own, "publisher"), d.period(own, "date"), d.text(own, "short")
		}
		list = append(list, src)
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
