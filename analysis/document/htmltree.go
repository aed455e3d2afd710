package document

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An htmlTree is a page as a tree whose nodes know where they stand in the source, which the parser of
// x/net/html does not tell. Nodes are in the order of the source, parents before children.
type htmlTree struct {
	src   string
	nodes []htmlNode
	ids   map[string]int32
}

type htmlKind uint8

const (
	htmlElement htmlKind = iota
	htmlText
	htmlComment
)

type htmlNode struct {
	kind        htmlKind
	tag         atom.Atom
	attrs       []html.Attribute
	start, end  int // of the text, comment or start tag
	parent      int32
	child, next int32 // first child, next sibling; 0 for none
	last        int32 // last child
	text, links int32 // characters of seen text inside, and how many of them in links
	gone        bool  // not seen: script, hidden, menu, advertisement
}

func (n *htmlNode) attr(key string) string {
	for _, a := range n.attrs {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

var voidTags = map[atom.Atom]bool{atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true,
	atom.Img: true, atom.Input: true, atom.Link: true, atom.Meta: true, atom.Source: true, atom.Track: true, atom.Wbr: true}

// blockTags begin and end a paragraph.
var blockTags = map[atom.Atom]bool{atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true,
	atom.Caption: true, atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dialog: true, atom.Dir: true, atom.Div: true,
	atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hgroup: true,
	atom.Hr: true, atom.Legend: true, atom.Li: true, atom.Main: true, atom.Menu: true, atom.Nav: true, atom.Ol: true, atom.P: true,
	atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true,
	atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true}

// impliedEnd lists what a start tag ends that was left open, and the tags that it does not look beyond.
var impliedEnd = map[atom.Atom]struct{ ends, within []atom.Atom }{
	atom.Li:     {[]atom.Atom{atom.Li}, []atom.Atom{atom.Ul, atom.Ol, atom.Menu}},
	atom.Dt:     {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Dd:     {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Td:     {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Table}},
	atom.Th:     {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Table}},
	atom.Tr:     {[]atom.Atom{atom.Tr}, []atom.Atom{atom.Table}},
	atom.Thead:  {[]atom.Atom{atom.Thead, atom.Tbody, atom.Tfoot}, []atom.Atom{atom.Table}},
	atom.Tbody:  {[]atom.Atom{atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption}, []atom.Atom{atom.Table}},
	atom.Tfoot:  {[]atom.Atom{atom.Thead, atom.Tbody, atom.Tfoot}, []atom.Atom{atom.Table}},
	atom.Option: {[]atom.Atom{atom.Option}, []atom.Atom{atom.Select}},
}

// parseHTML reads src[from:to] into a tree under one root. It takes any bytes: what is not closed is
// closed at the end, what was never opened is passed over, and elements nested deeper than the limit lie
// beside each other.
func parseHTML(src string, from, to int, opt Options) (*htmlTree, error) {
	t := &htmlTree{src: src, ids: map[string]int32{}, nodes: []htmlNode{{kind: htmlElement, start: from, end: from}}}
	z := html.NewTokenizer(strings.NewReader(src[from:to]))
	z.SetMaxBuf(int(opt.MaxBytes))
	stack := []int32{0}
	over := 0
	at := from
	for {
		kind := z.Next()
		start := at
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken:
			if err := z.Err(); err != io.EOF {
				return nil, err
			}
			t.measure()
			return t, nil
		case html.TextToken:
			t.add(stack, htmlNode{kind: htmlText, start: start, end: at})
		case html.CommentToken:
			t.add(stack, htmlNode{kind: htmlComment, start: start, end: at})
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			stack = t.implied(stack, tok.DataAtom)
			i := t.add(stack, htmlNode{tag: tok.DataAtom, attrs: tok.Attr, start: start, end: at})
			if id := t.nodes[i].attr("id"); id != "" && t.ids[id] == 0 {
				t.ids[id] = i
			}
			switch {
			case voidTags[tok.DataAtom], kind == html.SelfClosingTagToken && tok.DataAtom == 0:
			case len(stack) >= opt.MaxDepth:
				over++
			default:
				stack = append(stack, i)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if over > 0 {
				over--
			} else {
				stack = t.close(stack, atom.Lookup(name))
			}
		}
		if len(t.nodes) > maxNodes {
			return nil, errors.New("a page of more than 20 million elements")
		}
	}
}

const maxNodes = 20_000_000

func (t *htmlTree) add(stack []int32, n htmlNode) int32 {
	parent := stack[len(stack)-1]
	n.parent = parent
	i := int32(len(t.nodes))
	t.nodes = append(t.nodes, n)
	if p := &t.nodes[parent]; p.last == 0 {
		p.child, p.last = i, i
	} else {
		t.nodes[p.last].next = i
		p.last = i
	}
	return i
}

// implied pops what the start of tag ends.
func (t *htmlTree) implied(stack []int32, tag atom.Atom) []int32 {
	if blockTags[tag] && t.nodes[stack[len(stack)-1]].tag == atom.P {
		stack = stack[:len(stack)-1]
	}
	rule, ok := impliedEnd[tag]
	if !ok {
		return stack
	}
	for i := len(stack) - 1; i > 0; i-- {
		open := t.nodes[stack[i]].tag
		if oneOf(open, rule.within) {
			break
		}
		if oneOf(open, rule.ends) {
			return stack[:i]
		}
	}
	return stack
}

func oneOf(tag atom.Atom, list []atom.Atom) bool {
	for _, t := range list {
		if t == tag {
			return true
		}
	}
	return false
}

// close pops up to the element that an end tag closes. An end tag does not reach out of a cell or table.
func (t *htmlTree) close(stack []int32, tag atom.Atom) []int32 {
	for i := len(stack) - 1; i > 0; i-- {
		open := t.nodes[stack[i]].tag
		if open == tag {
			return stack[:i]
		}
		if (open == atom.Table || open == atom.Td || open == atom.Th) && tag != atom.Table && tag != atom.Tr && tag != atom.Tbody && tag != atom.Thead && tag != atom.Tfoot {
			return stack
		}
	}
	return stack
}

// goneTags are never seen, or hold no prose.
var goneTags = map[atom.Atom]bool{atom.Head: true, atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true,
	atom.Iframe: true, atom.Object: true, atom.Embed: true, atom.Svg: true, atom.Canvas: true, atom.Audio: true, atom.Video: true,
	atom.Map: true, atom.Select: true, atom.Datalist: true, atom.Button: true, atom.Input: true, atom.Textarea: true, atom.Nav: true,
	atom.Dialog: true, atom.Rt: true, atom.Rp: true, atom.Del: true, atom.S: true, atom.Strike: true, atom.Title: true, atom.Menu: true}

// measure marks what is not seen and counts the characters of the rest, from the leaves up.
func (t *htmlTree) measure() {
	for i := range t.nodes {
		n := &t.nodes[i]
		n.gone = i > 0 && t.nodes[n.parent].gone || n.kind == htmlElement && (goneTags[n.tag] || hiddenHTML(n))
	}
	t.count()
}

// inkLength counts the bytes of a text, runs of white space as one.
func inkLength(s string) int {
	n, blanks := 0, true
	for i := 0; i < len(s); i++ {
		if s[i] > ' ' {
			n++
			blanks = false
		} else if !blanks {
			n++
			blanks = true
		}
	}
	return n
}

// hiddenHTML reports whether an element says of itself that it is not shown, or not part of the page's
// text.
func hiddenHTML(n *htmlNode) bool {
	for _, a := range n.attrs {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") && n.tag != atom.Body {
				return true
			}
		case "role":
			switch a.Val {
			case "navigation", "banner", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "contentinfo":
				return n.tag != atom.Body && n.tag != atom.Main && n.tag != atom.Article
			}
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// plain returns the text inside a node, white space reduced, at most limit bytes of it.
func (t *htmlTree) plain(i int32, limit int) string {
	var b strings.Builder
	t.walk(i, func(k int32) bool {
		n := &t.nodes[k]
		if n.kind == htmlText && !n.gone {
			b.WriteString(html.UnescapeString(t.src[n.start:n.end]))
		} else if blockTags[n.tag] {
			b.WriteByte(' ')
		}
		return b.Len() < limit
	})
	s := strings.Join(strings.Fields(b.String()), " ")
	return s
}

// walk visits a node and what is inside it, in order, until visit returns false.
func (t *htmlTree) walk(i int32, visit func(int32) bool) bool {
	if !visit(i) {
		return false
	}
	for c := t.nodes[i].child; c != 0; c = t.nodes[c].next {
		if !t.walk(c, visit) {
			return false
		}
	}
	return true
}
