package document

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html/atom"
)

// metadata reads title, address and date out of the head of a page.
func (t *htmlTree) metadata(d *Document) {
	found := map[string]string{}
	set := func(key, value string) {
		if value = strings.TrimSpace(value); value != "" && found[key] == "" && len(value) < 2000 {
			found[key] = value
		}
	}
	for i := range t.nodes {
		n := &t.nodes[i]
		switch {
		case n.kind == htmlComment:
			set("saved", savedFrom(t.src[n.start:n.end]))
		case n.tag == atom.Title && t.nodes[n.parent].tag == atom.Head:
			set("title", t.rawText(int32(i)))
		case n.tag == atom.Meta:
			t.meta(n, set)
		case n.tag == atom.Link && strings.EqualFold(n.attr("rel"), "canonical"):
			set("url", n.attr("href"))
		case n.tag == atom.Time:
			set("time", isoDate(n.attr("datetime")))
		case n.tag == atom.Script && n.attr("type") == "application/ld+json":
			linkedData(t.rawText(int32(i)), set)
		}
	}
	d.Title = first(found["og:title"], found["ld:headline"], found["title"])
	d.URL = first(found["url"], found["og:url"], found["ld:url"], found["saved"])
	d.Date = first(found["date"], found["ld:date"], found["time"])
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// rawText is the text of an element whose content is not markup.
func (t *htmlTree) rawText(i int32) string {
	c := t.nodes[i].child
	if c == 0 || t.nodes[c].kind != htmlText {
		return ""
	}
	s := t.src[t.nodes[c].start:t.nodes[c].end]
	if t.nodes[i].tag == atom.Title {
		s = unescapeHTML(s)
	}
	return s
}

func (t *htmlTree) meta(n *htmlNode, set func(key, value string)) {
	name := strings.ToLower(first(n.attr("property"), n.attr("name"), n.attr("itemprop")))
	content := n.attr("content")
	switch name {
	case "og:title", "og:url":
		set(name, content)
	case "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued",
		"dcterms.created", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "citation_publication_date", "citation_date", "sailthru.date":
		set("date", isoDate(strings.ReplaceAll(content, "/", "-")))
	}
}

// savedFrom reads the comment with which browsers mark a page that was saved.
func savedFrom(comment string) string {
	_, rest, ok := strings.Cut(comment, "saved from url=(")
	if !ok || len(rest) < 5 || !digits(rest[:4]) {
		return ""
	}
	s, _, _ := strings.Cut(rest[5:], " ")
	return strings.TrimSuffix(s, "-->")
}

// linkedData reads headline, date and address out of a JSON-LD script.
func linkedData(s string, set func(key, value string)) {
	if len(s) > 1<<20 {
		return
	}
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return
	}
	var visit func(v any, depth int)
	visit = func(v any, depth int) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				if depth < 6 {
					visit(e, depth+1)
				}
			}
		case map[string]any:
			if s, ok := v["datePublished"].(string); ok {
				set("ld:date", isoDate(s))
				if s, ok := v["headline"].(string); ok {
					set("ld:headline", s)
				}
				if s, ok := v["url"].(string); ok {
					set("ld:url", s)
				}
			}
			if g, ok := v["@graph"]; ok && depth < 6 {
				visit(g, depth+1)
			}
		}
	}
	visit(v, 0)
}
