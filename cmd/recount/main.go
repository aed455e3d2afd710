// Command recount holds the statistics that reports quote, computes them again, draws them, and checks
// the numbers in a text against them.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"recount/analysis/document"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// Exit codes, the same for every verb and every --format.
const (
	exitOK      = 0 // nothing refuted
	exitFinding = 1 // something refuted, stale or invalid
	exitFailed  = 2 // could not run, or some input could not be read
)

// errFinding ends a verb with exit code 1: what there is to say was said on standard output.
var errFinding = errors.New("something was refuted, stale or invalid")

// errPartly ends a verb with exit code 2 after its messages were already printed on standard error.
var errPartly = errors.New("some input could not be read")

// globals is what every verb shares: the three streams and the flags that mean the same everywhere.
type globals struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	study          string // --study: NAME, DIR, none, or empty for the verb's own choice
	format         string // --format: each verb says which it knows
	getenv         func(string) string
	help           helpWriter
	piped          document.Format // --input: what standard input carries, "" to find out
}

// A helpWriter remembers that the help could not be written: cobra does not ask.
type helpWriter struct {
	w   io.Writer
	err error
}

func (h *helpWriter) Write(p []byte) (int, error) {
	n, err := h.w.Write(p)
	if err != nil {
		h.err = err
	}
	return n, err
}

// colour says whether standard output is a terminal that wants colour.
func (g *globals) colour() bool {
	return g.getenv("NO_COLOR") == "" && g.getenv("TERM") != "dumb" && takesEscapes(g.stdout)
}

// progress says whether standard error is a terminal on which a progress line may be drawn.
func (g *globals) progress() bool { return takesEscapes(g.stderr) }

// takesEscapes says whether w is a terminal that obeys escape sequences.
func takesEscapes(w any) bool { return isTerminal(w) && obeysEscapes(w.(*os.File)) }

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// wantFormat checks --format against the formats a verb knows; the first one is the default.
func (g *globals) wantFormat(known ...string) (string, error) {
	if g.format == "" {
		return known[0], nil
	}
	for _, k := range known {
		if g.format == k {
			return k, nil
		}
	}
	return "", fmt.Errorf("--format is %q, want %s", g.format, orList(known))
}

// orList joins names as a sentence does: "text, json or csv".
func orList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

func main() {
	boundMemory(os.Getenv, theMachine())
	makeRoom(os.Getenv)
	g := &globals{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv}
	if ownWindow() {
		os.Exit(atDesk(g, os.Args[1:]))
	}
	os.Exit(run(g, os.Args[1:]))
}

// atDesk executes one command line in a window that closes with the program: what there is to read stays
// until it was read.
func atDesk(g *globals, args []string) int {
	code := exitOK
	if len(args) == 0 {
		fmt.Fprintln(g.stdout, "Drop a document on the program: a Word file, a PDF, a saved web page or a text. The report is\nwritten beside it, as a page that your browser opens. Nothing is sent anywhere.")
	} else {
		code = run(g, args)
	}
	fmt.Fprint(g.stdout, "\nPress Enter to close this window.")
	_, _ = bufio.NewReader(g.stdin).ReadString('\n')
	return code
}

// run executes one command line and returns its exit code.
func run(g *globals, args []string) int {
	root := newRoot(g)
	root.SetArgs(dropped(root, args))
	cmd := root
	if err := mistaken(root, args); err != nil {
		fmt.Fprintf(g.stderr, "%s: %s\n", root.CommandPath(), message(err))
		return exitFailed
	}
	err := guardAll(func() (err error) {
		cmd, err = root.ExecuteC()
		if err == nil {
			err = g.help.err
		}
		return err
	})
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFinding):
		return exitFinding
	case errors.Is(err, errPartly):
		return exitFailed
	}
	fmt.Fprintf(g.stderr, "%s: %s\n", cmd.CommandPath(), message(err))
	return exitFailed
}

// message is an error as it is printed: what it quotes of a file reaches a terminal as text, never as a
// command to it.
func message(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) && pe.Path == os.Stdout.Name() {
		return "standard output: " + systemText(withAdvice(pe.Err))
	}
	lines := strings.Split(systemText(err), "\n")
	for i := range lines {
		lines[i] = printable(lines[i])
	}
	return strings.Join(lines, "\n")
}

func newRoot(g *globals) *cobra.Command {
	root := &cobra.Command{
		Use:   "recount COMMAND [flags] FILE…",
		Short: "recount the statistics that reports quote",
		Long: `recount keeps the statistics that reports quote, with their sources; computes every
ratio, share and rate again; draws the figures; and checks the numbers in a text
against them and against the text itself. It uses no network.`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(g.stdin)
	root.SetOut(&g.help)
	g.help.w = g.stdout
	root.SetErr(g.stderr)
	root.PersistentFlags().StringVar(&g.study, "study", "", "study to use: the NAME of a shipped one, a folder, or none")
	root.PersistentFlags().StringVar(&g.format, "format", "", "output format; each command says which it knows")
	root.AddCommand(verbs(g)...)
	root.CompletionOptions.HiddenDefaultCmd = false
	return root
}
