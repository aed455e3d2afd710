package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/datasets"
)

// A config is a recount.yaml: what a team checks its texts against, and what it leaves alone.
type config struct {
	Study      string         `yaml:"study"`
	Data       []string       `yaml:"data"`
	Source     string         `yaml:"source"`
	Tolerances map[string]any `yaml:"tolerances"`
	Ignore     []ignoreRule   `yaml:"ignore"`

	file       string // "" if there is none
	tolerances number.Tolerances
}

// An ignoreRule leaves alone what all of its parts fit: numbers in these files, written so, judged by this rule.
type ignoreRule struct {
	File   string `yaml:"file"` // pattern, from the folder of recount.yaml
	Text   string `yaml:"text"` // the number as written
	Rule   string `yaml:"rule"`
	Reason string `yaml:"reason"`
}

const (
	configName = "recount.yaml"
	maxConfig  = 1 << 20
)

// nearestConfig reads the recount.yaml in the folder or the nearest one above it. Without one it returns
// what holds everywhere.
func nearestConfig(dir string) (*config, error) {
	none := &config{tolerances: number.DefaultTolerances}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return none, nil // the folder was removed under our feet: nothing is above it
	}
	for {
		name := filepath.Join(dir, configName)
		data, err := readSmall(name, maxConfig)
		switch {
		case err == nil:
			return parseConfig(name, data)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%s: %w", configName, plainPathError(err))
		}
		up := filepath.Dir(dir)
		if up == dir {
			return none, nil
		}
		dir = up
	}
}

func readSmall(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, fmt.Errorf("want a file of at most %d kB", limit>>10)
	}
	return os.ReadFile(name)
}

// parseConfig reads and checks a recount.yaml. Messages name it without the folders above it.
func parseConfig(name string, data []byte) (*config, error) {
	c := &config{file: name, tolerances: number.DefaultTolerances}
	if err := plainYAML(data); err != nil {
		return nil, err
	}
	if err := decodeConfig(data, c); err != nil && len(strings.TrimSpace(string(data))) > 0 {
		return nil, fmt.Errorf("%s: %s", configName, strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	var errs []error
	for _, key := range sortedNames(c.Tolerances) {
		v, ok := tolerance(fmt.Sprint(c.Tolerances[key]))
		if !ok {
			errs = append(errs, fmt.Errorf("%s: tolerance %s is %q, want a number such as 0.05 or 1/20", configName, key, fmt.Sprint(c.Tolerances[key])))
		} else if err := c.tolerances.Set(key, v); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", configName, err))
		}
	}
	for _, name := range append([]string{c.Study}, c.Data...) {
		if onNetwork(name) {
			errs = append(errs, fmt.Errorf("%s: %q is a place in a network, want a file or folder of this machine", configName, name))
		}
	}
	for i, r := range c.Ignore {
		if _, err := path.Match(r.File, ""); err != nil || r.Reason == "" || r.File+r.Text+r.Rule == "" {
			errs = append(errs, fmt.Errorf("%s: entry %d of ignore: want a reason and at least one of file (a pattern), text and rule", configName, i+1))
		}
	}
	return c, errors.Join(errs...)
}

// decodeConfig fills c in. The decoder falls over on some lists of nothing, such as a tag without a value.
func decodeConfig(data []byte, c *config) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.New("a value cannot be read: want a text, a number or a list of them after each name")
		}
	}()
	return yaml.UnmarshalWithOptions(data, c, yaml.Strict())
}

// onNetwork says whether a name leads to another machine: a web address, or a share, which Windows opens by its
// name alone, with the user's password. Who sent a text may have put a recount.yaml beside it.
func onNetwork(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.HasPrefix(name, "//") || strings.Contains(name, "://")
}

// plainYAML refuses what a recount.yaml has no use for, before the decoder meets it: values nested so deep that
// it would not come to an end, and anchors, by which a short file stands for an endless one.
func plainYAML(data []byte) error {
	const maxNesting = 8
	flow, entries, line := 0, 0, 0
	for _, t := range lexer.Tokenize(string(data)) {
		if t.Position.Line != line {
			line, entries = t.Position.Line, 0
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return fmt.Errorf("%s:%d:%d: %q is an anchor or an alias, want the value itself", configName, t.Position.Line, t.Position.Column, t.Value)
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType, token.MappingValueType, token.TagType:
			if flow == 0 {
				entries++
			}
		}
		if flow > maxNesting || entries > maxNesting || t.Position.IndentNum > 8*maxNesting {
			return fmt.Errorf("%s:%d:%d: nested more than %d deep", configName, t.Position.Line, t.Position.Column, maxNesting)
		}
	}
	return nil
}

func sortedNames(m map[string]any) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// tolerance reads a short decimal or fraction.
func tolerance(s string) (*big.Rat, bool) {
	if len(s) > 24 || strings.ContainsAny(s, "eEpPxX_") {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// path returns a path of recount.yaml, which counts from its own folder, as this process can open it.
func (c *config) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	full := filepath.Join(filepath.Dir(c.file), filepath.FromSlash(name))
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, full); err == nil {
			return rel
		}
	}
	return full
}

// allowed are the tolerances; those of SEMANTICS where no recount.yaml was looked for.
func (c *config) allowed() number.Tolerances {
	if c == nil {
		return number.DefaultTolerances
	}
	return c.tolerances
}

// fill sets what the command line leaves open.
func (c *config) fill(g *globals, f *checkFlags) {
	if g.study == "" && c.Study != "" {
		f.study = c.Study
		if !slices.Contains(datasets.Embedded(), c.Study) && c.Study != "none" {
			f.study = c.path(c.Study)
		}
	}
	if len(f.data) == 0 {
		for _, name := range c.Data {
			f.data = append(f.data, c.path(name))
		}
	}
	if f.source == "" {
		f.source = c.Source
	}
}

// leaveAlone turns what recount.yaml leaves alone into findings that decide nothing.
func (c *config) leaveAlone(name string, fs []finding.Finding) {
	if c == nil || len(c.Ignore) == 0 {
		return
	}
	rel := filepath.ToSlash(name)
	if full, err := filepath.Abs(name); err == nil {
		if r, err := filepath.Rel(filepath.Dir(c.file), full); err == nil {
			rel = filepath.ToSlash(r)
		}
	}
	for i := range fs {
		for _, r := range c.Ignore {
			if !r.fits(rel, &fs[i]) {
				continue
			}
			f := finding.Finding{Start: fs[i].Start, End: fs[i].End, Line: fs[i].Line, Column: fs[i].Column, Page: fs[i].Page, Sheet: fs[i].Sheet, Paragraph: fs[i].Paragraph,
				Text: fs[i].Text, Claim: fs[i].Claim, Verdict: finding.Undecided, Reason: finding.NotStatistic}
			f.AddNote("ignored", "left alone by "+configName+": "+r.Reason)
			fs[i] = f
			break
		}
	}
}

func (r ignoreRule) fits(name string, f *finding.Finding) bool {
	if ok, err := path.Match(r.File, name); r.File != "" && (err != nil || !ok) && !strings.HasPrefix(name, strings.TrimSuffix(r.File, "/")+"/") {
		return false
	}
	return (r.Text == "" || strings.EqualFold(r.Text, f.Text)) && (r.Rule == "" || r.Rule == f.Rule)
}
