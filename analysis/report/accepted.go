package report

import "recount/analysis/finding"

// acceptedNote is the kind of note on a finding that its author has accepted before.
const acceptedNote = "accepted"

// Accepted says whether a finding is a disagreement that was accepted before, by a baseline.
func Accepted(f finding.Finding) bool {
	for _, n := range f.Notes {
		if n.Kind == acceptedNote {
			return true
		}
	}
	return false
}

// Accept marks a finding as accepted before.
func Accept(f *finding.Finding) {
	f.AddNote(acceptedNote, "accepted before, by the baseline")
}
