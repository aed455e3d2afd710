package annotate

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// comments are those to be added, with where they go.
type comments struct {
	member string
	old    string // the part as it is, "" if there is none
	space  string
	next   int
	made   int
	xml    strings.Builder
}

// comments reads what is known of the comments so far: their part, and the first id that is free.
func (p *pack) comments(space string) (*comments, error) {
	c := &comments{space: space, member: path.Dir(p.main) + "/comments.xml"}
	if rels, err := p.read(relsOf(p.main)); err == nil {
		if t := relationTo(rels, "comments"); t != "" {
			c.member = resolve(p.main, t)
		}
	}
	if p.file(c.member) == nil {
		return c, nil
	}
	old, err := p.read(c.member)
	if err != nil {
		return nil, err
	}
	c.old = old
	dec := xml.NewDecoder(strings.NewReader(old))
	for {
		tok, err := dec.RawToken()
		if err != nil {
			break // a comment that cannot be read is kept as it is
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "comment" {
			if id, err := strconv.Atoi(attrOf(e, "id")); err == nil && id >= c.next && id < 1<<30 {
				c.next = id + 1
			}
		}
	}
	return c, nil
}

// add writes one comment and moves on to the next id.
func (c *comments) add(paragraphs []string) {
	fmt.Fprintf(&c.xml, `<w:comment xmlns:w="%s" w:id="%d" w:author="%s" w:initials="rc">`, c.space, c.next, Author)
	for i, text := range paragraphs {
		c.xml.WriteString("<w:p><w:r>")
		if i == 0 {
			c.xml.WriteString("<w:annotationRef/></w:r><w:r>")
		}
		c.xml.WriteString(`<w:t xml:space="preserve">` + escape(text) + "</w:t></w:r></w:p>")
	}
	c.xml.WriteString("</w:comment>")
	c.next++
	c.made++
}

func escape(s string) string {
	// What turns the direction of the words behind it is left out.
	s = strings.Map(func(r rune) rune {
		if r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r >= 0x7f && r < 0xa0 && r != 0x85 {
			return -1
		}
		return r
	}, s)
	var b bytes.Buffer
	// Writing into memory cannot fail; what XML cannot hold becomes U+FFFD.
	_ = xml.EscapeText(&b, []byte(strings.Join(strings.Fields(s), " ")))
	return b.String()
}

const (
	nsTypes     = "http://schemas.openxmlformats.org/package/2006/content-types"
	nsRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
	xmlHead     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	typeOfOurs  = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
)

// finish writes the comments' part, and names it to the document where it is new.
func (p *pack) finish(c *comments) error {
	if c.old != "" {
		s, err := appended(c.old, c.xml.String())
		p.changed[c.member] = s
		if err != nil {
			return fmt.Errorf("reading %s: %w", c.member, err)
		}
		return nil
	}
	p.changed[c.member] = xmlHead + `<w:comments xmlns:w="` + c.space + `">` + c.xml.String() + "</w:comments>"
	types, err := p.read("[Content_Types].xml")
	if err != nil {
		return err
	}
	override := fmt.Sprintf(`<Override xmlns="%s" PartName="/%s" ContentType="%s"/>`, nsTypes, escape(c.member), typeOfOurs)
	if p.changed["[Content_Types].xml"], err = appended(types, override); err != nil {
		return fmt.Errorf("reading [Content_Types].xml: %w", err)
	}
	name := relsOf(p.main)
	rels, err := p.read(name)
	if err != nil {
		rels = xmlHead + `<Relationships xmlns="` + nsRelations + `"></Relationships>`
	}
	kind := "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	if c.space == nsStrict {
		kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
	}
	relation := fmt.Sprintf(`<Relationship xmlns="%s" Id="%s" Type="%s" Target="%s"/>`, nsRelations, freeID(rels), kind, path.Base(c.member))
	if p.changed[name], err = appended(rels, relation); err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	return nil
}

// appended puts markup before the end tag of the root element.
func appended(doc, markup string) (string, error) {
	dec := xml.NewDecoder(strings.NewReader(doc))
	depth, last := 0, -1
	var name string
	var tag [2]int
	for {
		from := int(dec.InputOffset())
		tok, err := dec.RawToken()
		if err != nil {
			break
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth == 0 {
				name, tag = qualified(tok.Name), [2]int{from, int(dec.InputOffset())}
			}
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				last = from
			}
		}
	}
	switch {
	case last < 0:
		return "", fmt.Errorf("the part is cut short")
	case strings.HasSuffix(doc[tag[0]:tag[1]], "/>") && last == tag[1]: // <comments/>
		return doc[:tag[1]-2] + ">" + markup + "</" + name + ">" + doc[tag[1]:], nil
	}
	return doc[:last] + markup + doc[last:], nil
}

// relations lists a part's relations: id, last word of the type, target.
func relations(rels string) (list [][3]string) {
	dec := xml.NewDecoder(strings.NewReader(rels))
	for {
		tok, err := dec.RawToken()
		if err != nil {
			return list
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			list = append(list, [3]string{attrOf(e, "Id"), path.Base(attrOf(e, "Type")), attrOf(e, "Target")})
		}
	}
}

func relationTo(rels, kind string) string {
	for _, r := range relations(rels) {
		if r[1] == kind {
			return r[2]
		}
	}
	return ""
}

// freeID returns an id that no relation has.
func freeID(rels string) string {
	taken := map[string]bool{}
	for _, r := range relations(rels) {
		taken[r[0]] = true
	}
	for n := len(taken) + 1; ; n++ {
		if id := fmt.Sprintf("rId%d", n); !taken[id] {
			return id
		}
	}
}

func relsOf(part string) string { return path.Dir(part) + "/_rels/" + path.Base(part) + ".rels" }

func resolve(from, target string) string {
	if t, ok := strings.CutPrefix(target, "/"); ok {
		return t
	}
	return path.Join(path.Dir(from), target)
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
