package datasets

import (
	"path"
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
	node       *jsontree.Node
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

	d, schemaIn *decoder // of the descriptor, and of the file in which the schema stands
}

// resourceKeys are our keys of a resource.
type resourceKeys struct {
	kind    string // what its rows are: observations, measures, places, …
	measure string // of every value in it that names no other
	unit    string
	source  string
	period  string
	where   []constant
	node    *jsontree.Node // of source
}

// A constant is a column that a table or a value field does not have, with its one value.
type constant struct {
	column, value string
	node          *jsontree.Node
	d             *decoder
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

// parse reads datapackage.json. It returns nil only if there is nothing to go on with.
func (d *decoder) parse() *descriptor {
	root := d.tree()
	if root == nil {
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
		p.recount = packageKeys{d.text(n, "source"), d.path(n, "statistics"), d.path(n, "figures"), n.Get("source")}
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
	dd, dn := d.referenced(n, "dialect")
	r.dialect = dd.dialect(dn)
	r.sources = d.sources(n, r.name)
	sd, sn := d.referenced(n, "schema")
	r.d, r.schemaIn, r.schema = d, sd, sd.schema(sn)
	d.resourceKeys(n, &r.recount)
	return r
}

func (d *decoder) resourceKeys(n *jsontree.Node, k *resourceKeys) {
	own := d.own(n, resourceOwnKeys)
	if own == nil {
		return
	}
	k.kind, k.measure, k.unit = d.oneOf(own, "kind", tableKinds), d.text(own, "measure"), d.unit(own, "unit")
	k.node = own.Get("source")
	k.source, k.period, k.where = d.text(own, "source"), d.period(own, "period"), d.constants(own, "where")
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
