package main

import (
	"io/fs"
	"os"
	"path"
	"runtime/debug"
	"strconv"
	"strings"
)

// boundMemory tells the garbage collector how much memory the machine grants: where a container or a batch
// system sets a limit, memory is given back before the system kills the program. GOMEMLIMIT goes before.
func boundMemory(getenv func(string) string, root fs.FS) {
	if getenv("GOMEMLIMIT") != "" {
		return
	}
	if limit := grantedMemory(root); limit > 0 {
		debug.SetMemoryLimit(limit / 4 * 3) // the rest is for the program itself and for what no collector sees
	}
}

// grantedMemory is the lowest memory limit, in bytes, of the control groups that the process stands in
// (Linux, cgroups(7)); 0 where there is none.
func grantedMemory(root fs.FS) (lowest int64) {
	groups, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(groups)) {
		// hierarchy:controllers:path; version 2 is the hierarchy without controllers
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) != 3 {
			continue
		}
		base, file := "sys/fs/cgroup", "memory.max"
		if parts[1] != "" {
			if !strings.Contains(","+parts[1]+",", ",memory,") {
				continue
			}
			base, file = "sys/fs/cgroup/memory", "memory.limit_in_bytes"
		}
		// A group is bound by the groups above it too.
		for dir := path.Clean("/" + parts[2]); ; dir = path.Dir(dir) {
			if n := memoryLimit(root, path.Join(base, dir, file)); n > 0 && (lowest == 0 || n < lowest) {
				lowest = n
			}
			if dir == "/" {
				break
			}
		}
	}
	return lowest
}

// memoryLimit reads a limit; "max" and what is larger than any machine are none.
func memoryLimit(root fs.FS, name string) int64 {
	data, err := fs.ReadFile(root, name)
	if err != nil {
		return 0
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(data)), 10, 64)
	if err != nil || n <= 0 || n > 1<<50 {
		return 0
	}
	return n
}

// theMachine is the file system that limits are read from.
func theMachine() fs.FS { return os.DirFS("/") }
