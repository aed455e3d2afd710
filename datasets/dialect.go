package datasets

import (
	"strconv"

	"recount/datasets/internal/delimited"
	"recount/datasets/internal/jsontree"
)

// dialect reads the Table Dialect of a resource. What would change how cells are read and is not
// supported is an error rather than ignored.
func (d *decoder) dialect(n *jsontree.Node) dialect {
	v := n.Get("dialect")
	out := dialect{delimiter: ',', quote: '"', headerJoin: " "}
	if v == nil {
		return out
	}
	if v.Kind != jsontree.Object {
		d.fail(v, "\"dialect\" is %s, want an object such as {\"delimiter\": \";\"}", v.Kind)
		return out
	}
	out.delimiter = d.byteOf(v, "delimiter", ',')
	out.quote = d.byteOf(v, "quoteChar", '"')
	out.comment = d.byteOf(v, "commentChar", 0)
	if q := v.Get("quoteChar"); q != nil && q.Kind == jsontree.Null {
		out.noQuote = true
	}
	if e := v.Get("escapeChar"); e != nil && e.Kind != jsontree.Null {
		d.fail(e, "\"escapeChar\" is not supported: double the quotes inside quoted fields")
	}
	if !d.flag(v, "doubleQuote", true) {
		d.fail(v.Get("doubleQuote"), "\"doubleQuote\": false is not supported")
	}
	if d.flag(v, "skipInitialSpace", false) {
		d.fail(v.Get("skipInitialSpace"), "\"skipInitialSpace\" is not supported: take the spaces out of the table")
	}
	out.noHeader = !d.flag(v, "header", true)
	out.headerRows = d.rowNumbers(v, "headerRows")
	out.commentRows = d.rowNumbers(v, "commentRows")
	if j := v.Get("headerJoin"); j != nil {
		out.headerJoin = d.text(v, "headerJoin")
	}
	out.sheetName, out.sheetNumber = d.text(v, "sheetName"), d.integer(v, "sheetNumber", 1, 10_000)
	return out
}

func (d *decoder) byteOf(n *jsontree.Node, key string, unset byte) byte {
	v := n.Get(key)
	if v == nil || v.Kind == jsontree.Null {
		return unset
	}
	if v.Kind != jsontree.String || len(v.Text) != 1 || v.Text[0] >= 0x80 || v.Text[0] == '\n' || v.Text[0] == '\r' {
		d.fail(v, "%q is %s, want one ASCII character", key, clip(strconv.Quote(v.Text)))
		return unset
	}
	return v.Text[0]
}

func (d *decoder) rowNumbers(n *jsontree.Node, key string) []int {
	var rows []int
	for _, item := range d.array(n, key) {
		i, err := strconv.Atoi(item.Text)
		if item.Kind != jsontree.Number || err != nil || i < 1 || i > maxTitleRows || len(rows) > 0 && i <= rows[len(rows)-1] {
			d.fail(item, "%q holds %s, want row numbers in rising order from 1 to %d", key, clip(item.Text), maxTitleRows)
			continue
		}
		rows = append(rows, i)
	}
	return rows
}

func (d dialect) delimited() *delimited.Format {
	return delimited.NewFormat(delimited.Dialect{Comma: d.delimiter, Quote: d.quote, NoQuote: d.noQuote, Comment: d.comment})
}
