package document

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// junk words name parts of a page that are not the article, in a class or id. The strong ones do so
// whatever is in them; the others only where the part is short or mostly links, since a table of market
// shares may be of class "share".
var (
	strongJunk = wordSet("cookie cookies consent gdpr newsletter newsletters disqus outbrain taboola advert adverts advertisement " +
		"advertising adslot breadcrumb breadcrumbs editsection navbox catlinks printfooter paywall onetrust didomi toc sharebar sharedaddy " +
		"addtoany noprint screenreader visuallyhidden backlink")
	weakJunk = wordSet("share sharing social related recommended recommendations trending popular comments comment sidebar nav navbar " +
		"navigation menu footer pagination pager skip modal popup overlay promo promotion subscribe subscription sponsor sponsored ad ads " +
		"toolbar tags masthead signup login widget player teaser more links readmore jump copyright")
	metaWords = wordSet("byline author authors dateline published timestamp pubdate dateposted")
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// words calls visit for each word of a class or id: mw-editsection, shareBar and share_bar have two.
func classWords(n *htmlNode, visit func(string)) {
	for _, a := range n.attrs {
		if a.Key != "class" && a.Key != "id" && a.Key != "data-component" {
			continue
		}
		v := a.Val
		if len(v) > 500 {
			v = v[:500]
		}
		start := 0
		for i := 0; i <= len(v); i++ {
			switch {
			case i == len(v), v[i]|0x20 < 'a' || v[i]|0x20 > 'z':
				if i > start {
					visit(strings.ToLower(v[start:i]))
				}
				start = i + 1
			case i > start && v[i] <= 'Z' && v[i-1] >= 'a':
				visit(strings.ToLower(v[start:i]))
				start = i
			}
		}
	}
}

// dropJunk takes out the parts of a page that are not the article. What holds more than half of the
// page's text is not junk, whatever it is called.
func (t *htmlTree) dropJunk() {
	total := t.nodes[0].text
	for i := range t.nodes {
		n := &t.nodes[i]
		if n.kind != htmlElement || i == 0 {
			continue
		}
		if t.nodes[n.parent].gone {
			n.gone = true
			continue
		}
		if n.gone || n.tag == atom.Body || n.tag == atom.Html || n.tag == atom.Main || n.text*2 > total || n.text == 0 {
			continue
		}
		n.gone = t.junk(n)
	}
	for i := range t.nodes {
		t.nodes[i].text, t.nodes[i].links = 0, 0
	}
	// Text nodes of what is gone are gone too; count again.
	for i := range t.nodes {
		if n := &t.nodes[i]; i > 0 && t.nodes[n.parent].gone {
			n.gone = true
		}
	}
	t.count()
}

func (t *htmlTree) junk(n *htmlNode) bool {
	linky := n.links*2 > n.text
	strong, weak := false, false
	classWords(n, func(w string) {
		strong = strong || strongJunk[w]
		weak = weak || weakJunk[w]
	})
	switch n.tag {
	case atom.Footer, atom.Form:
		return true
	case atom.Aside:
		return linky || weak || strong || n.text < 120
	case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.P, atom.Span, atom.Header, atom.Table, atom.A, atom.Li:
		return strong || weak && (linky || n.text < 200) && n.tag != atom.Table
	}
	return strong
}

// count adds up the text and the links inside each node.
func (t *htmlTree) count() {
	for i := len(t.nodes) - 1; i > 0; i-- {
		n := &t.nodes[i]
		if n.gone {
			continue
		}
		if n.kind == htmlText {
			n.text = int32(min(inkLength(t.src[n.start:n.end]), 1<<24))
		}
		if n.tag == atom.A {
			n.links = n.text
		}
		p := &t.nodes[n.parent]
		p.text = min(p.text+n.text, 1<<30)
		p.links = min(p.links+n.links, 1<<30)
	}
}

// article finds the node that holds the main article: what the page marks as such, if that holds half
// of its prose, and from there down to the deepest node that still holds nearly all of it.
func (t *htmlTree) article() int32 {
	root := int32(0)
	best, size := root, int32(0)
	for i := range t.nodes {
		n := &t.nodes[i]
		if n.gone || n.kind != htmlElement {
			continue
		}
		if n.tag == atom.Article || n.tag == atom.Main || n.attr("role") == "main" || n.attr("itemprop") == "articleBody" {
			if prose := n.text - n.links; prose > size || prose*10 > size*8 && t.inside(int32(i), best) {
				best, size = int32(i), max(prose, size)
			}
		}
	}
	if size*2 < t.nodes[root].text-t.nodes[root].links {
		best = root
	}
	for {
		n := &t.nodes[best]
		down := int32(0)
		for c := n.child; c != 0; c = t.nodes[c].next {
			k := &t.nodes[c]
			if !k.gone && k.kind == htmlElement && descend[k.tag] && (k.text-k.links)*20 > (n.text-n.links)*19 {
				down = c
			}
		}
		if down == 0 {
			return best
		}
		best = down
	}
}

// descend are the elements that may wrap a whole article.
var descend = map[atom.Atom]bool{atom.Html: true, atom.Body: true, atom.Div: true, atom.Section: true, atom.Main: true, atom.Article: true, atom.Center: true}

func (t *htmlTree) inside(i, outer int32) bool {
	for ; i > 0; i = t.nodes[i].parent {
		if i == outer {
			return true
		}
	}
	return outer == 0
}
