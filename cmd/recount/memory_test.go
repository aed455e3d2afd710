package main

import (
	"testing"
	"testing/fstest"
)

func TestGrantedMemory(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	for _, tt := range []struct {
		name string
		root fstest.MapFS
		want int64
	}{
		{"no control groups", fstest.MapFS{}, 0},
		{"version 2", fstest.MapFS{"proc/self/cgroup": file("0::/job\n"), "sys/fs/cgroup/job/memory.max": file("67108864\n")}, 67108864},
		{"version 2, bound from above", fstest.MapFS{"proc/self/cgroup": file("0::/a/b\n"), "sys/fs/cgroup/a/b/memory.max": file("max\n"), "sys/fs/cgroup/a/memory.max": file("1000\n")}, 1000},
		{"version 2, in a container", fstest.MapFS{"proc/self/cgroup": file("0::/\n"), "sys/fs/cgroup/memory.max": file("5000\n")}, 5000},
		{"version 1", fstest.MapFS{"proc/self/cgroup": file("4:cpu,cpuacct:/x\n3:memory:/x\n"), "sys/fs/cgroup/memory/x/memory.limit_in_bytes": file("4096\n"), "sys/fs/cgroup/memory/memory.limit_in_bytes": file("9223372036854771712\n")}, 4096},
		{"a path that climbs", fstest.MapFS{"proc/self/cgroup": file("0::/../../etc\n"), "sys/fs/cgroup/etc/memory.max": file("77\n")}, 77},
		{"no number", fstest.MapFS{"proc/self/cgroup": file("0::/\nbroken\n"), "sys/fs/cgroup/memory.max": file("-3\n")}, 0},
	} {
		if got := grantedMemory(tt.root); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}
