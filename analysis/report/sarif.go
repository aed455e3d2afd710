package report

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"recount/analysis/finding"
)

// The parts of SARIF 2.1.0 that recount writes (OASIS standard, sections 3.13 to 3.52).
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri,omitempty"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string    `json:"id"`
		ShortDescription sarifText `json:"shortDescription"`
		FullDescription  sarifText `json:"fullDescription"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string            `json:"ruleId"`
		RuleIndex *int              `json:"ruleIndex,omitempty"`
		Kind      string            `json:"kind"`
		Level     string            `json:"level"`
		Message   sarifText         `json:"message"`
		Locations []sarifLocation   `json:"locations"`
		Prints    map[string]string `json:"partialFingerprints,omitempty"`
		Accepted  []sarifSuppress   `json:"suppressions,omitempty"`
	}
	sarifSuppress struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int        `json:"startLine"`
		StartColumn int        `json:"startColumn,omitempty"`
		Snippet     *sarifText `json:"snippet,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"name"`
		Kind string `json:"kind"`
	}
)

// SARIF writes what does not agree, and what the rounding leaves open, as SARIF 2.1.0. Disagreement is a
// warning and never an error: recount compares figures, it does not say who is right.
func SARIF(w io.Writer, r Report) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}, Tool: sarifTool{Driver: sarifDriver{Name: "recount", Rules: []sarifRule{}}}}
	at := map[string]int{}
	for i, rule := range Rules {
		at[rule.ID] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{rule.ID, sarifText{rule.Title}, sarifText{rule.Text}})
	}
	for _, file := range r.Files {
		for _, f := range file.Findings {
			if res, ok := sarifOf(file, f, at); ok {
				run.Results = append(run.Results, res)
			}
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

func sarifOf(file File, f finding.Finding, rules map[string]int) (sarifResult, bool) {
	res := sarifResult{RuleID: f.Rule, Kind: "fail", Level: "warning"}
	switch {
	case f.Verdict == finding.Refuted:
		if f.Grade == finding.Slip {
			res.Level = "note"
		}
	case f.Verdict == finding.Undecided && f.Reason == finding.Straddles:
		res.Kind, res.Level = "open", "none"
	default:
		return res, false
	}
	if Accepted(f) {
		res.Accepted = []sarifSuppress{{"external", "accepted before, by the baseline"}}
	}
	if i, ok := rules[f.Rule]; ok {
		res.RuleIndex = &i
	}
	res.Message.Text = sentenceOf(f)
	loc := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{URI: fileURI(file.Name)}}}
	if f.Line > 0 {
		loc.Physical.Region = &sarifRegion{StartLine: f.Line, StartColumn: f.Column, Snippet: &sarifText{oneLine(f.Text)}}
	} else {
		loc.Logical = []sarifLogical{{Name: strings.TrimPrefix(Place("", f), ", "), Kind: "element"}}
	}
	res.Locations = []sarifLocation{loc}
	return res, true
}

// sentenceOf is a finding in one line: the number, how it compares, the arithmetic, and what would agree.
func sentenceOf(f finding.Finding) string {
	s := fmt.Sprintf("“%s” %s", f.Text, Headline(f))
	if f.Formula != "" {
		s += ": " + People(f.Formula)
	}
	if f.Wording != "" {
		s += ". Would agree: “" + f.Wording + "”"
	}
	return oneLine(s + ".")
}

// fileURI is a relative reference as SARIF wants it: forward strokes, what is not plain escaped. A name with the
// letter of a disk or the name of another machine is an address of a file.
func fileURI(name string) string {
	var b strings.Builder
	volume := filepath.VolumeName(name)
	switch {
	case strings.HasPrefix(volume, `\\`):
		b.WriteString("file:")
	case volume != "":
		b.WriteString("file:///" + volume)
		name = name[len(volume):]
	}
	for _, c := range []byte(filepath.ToSlash(name)) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("/-._~", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
