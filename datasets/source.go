package datasets

// A SourceKind says what a source is to the figures it prints (SEMANTICS, "Independence").
type SourceKind string

// The kinds. Official sources, reports and estimates are origins; press and copies repeat others.
const (
	Official SourceKind = "official"
	Report   SourceKind = "report"
	Estimate SourceKind = "estimate"
	Press    SourceKind = "press"
	Copy     SourceKind = "copy"
)

var sourceKinds = []string{"official", "report", "estimate", "press", "copy"}

// A Source is a publication that figures are taken from.
type Source struct {
	ID        string
	Kind      SourceKind
	Origin    string // whose figures these are: an organisation, or the id of the source that is repeated
	Title     string
	Author    string
	Publisher string
	Date      string // YYYY, YYYY-MM or YYYY-MM-DD
	URL       string
	Short     string // what people call it: "the UN assessment"
	Version   string
	Accessed  string
	Note      string
	Aliases   []string // other names and addresses under which a text may mean it
	SHA256    []string // of copies of the document itself
}

// IsOrigin says whether the source's figures are its own.
func (s *Source) IsOrigin() bool {
	return s.Kind == Official || s.Kind == Report || s.Kind == Estimate
}

// Label returns what to call the source in a sentence: its short name, else publisher or author, else title.
func (s *Source) Label() string {
	for _, name := range []string{s.Short, s.Publisher, s.Author, s.Title} {
		if name != "" {
			return name
		}
	}
	return s.ID
}
