package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

const (
	configFile = "config.capnp"
	// objectsDisk is where Durable Objects keep their data. Its directory is named when workerd
	// starts. It is a disk because workerd's storage in memory has no SQL.
	objectsDisk = "objects"
)

// configOf writes the workerd configuration of a set of Workers, the first of which listens on a
// port of the system's choice. Bindings that need more than workerd itself (D1, KV, Workflows) are
// left out: the routes that are measured do not touch them. Nothing can reach the network.
func configOf(workers []worker, vars map[string]string) string {
	var b strings.Builder
	b.WriteString("using Workerd = import \"/workerd/workerd.capnp\";\n\n")
	b.WriteString("const config :Workerd.Config = (\n  services = [\n")
	b.WriteString("    (name = \"internet\", network = (allow = [])),\n")
	fmt.Fprintf(&b, "    (name = %s, disk = (writable = true)),\n", quote(objectsDisk))
	for i, w := range workers {
		v := vars
		if i > 0 {
			v = only(vars, w.Vars)
		}
		w.write(&b, v)
	}
	b.WriteString("  ],\n  sockets = [\n")
	fmt.Fprintf(&b, "    (name = \"http\", address = \"127.0.0.1:0\", http = (), service = %s),\n", quote(workers[0].Name))
	b.WriteString("  ],\n);\n")
	return b.String()
}

// only returns the variables that a Worker has anyhow: what is meant for the first Worker, such as
// a secret, does not go to the others.
func only(vars map[string]string, own map[string]any) map[string]string {
	out := maps.Clone(vars)
	maps.DeleteFunc(out, func(name, _ string) bool { _, has := own[name]; return !has })
	return out
}

func (w *worker) write(b *strings.Builder, vars map[string]string) {
	fmt.Fprintf(b, "    (name = %s, worker = (\n", quote(w.Name))
	b.WriteString("      modules = [\n")
	fmt.Fprintf(b, "        (name = %s, esModule = embed %s),\n", quote(w.entry), quote(w.dir+"/"+w.entry))
	for _, file := range w.wasm {
		fmt.Fprintf(b, "        (name = %s, wasm = embed %s),\n", quote(file), quote(w.dir+"/"+file))
	}
	fmt.Fprintf(b, "      ],\n      compatibilityDate = %s,\n", quote(w.CompatibilityDate))
	if len(w.Flags) > 0 {
		quoted := make([]string, len(w.Flags))
		for i, f := range w.Flags {
			quoted[i] = quote(f)
		}
		fmt.Fprintf(b, "      compatibilityFlags = [%s],\n", strings.Join(quoted, ", "))
	}
	b.WriteString("      bindings = [\n")
	for name, value := range w.variables(vars) {
		fmt.Fprintf(b, "        (name = %s, text = %s),\n", quote(name), quote(value))
	}
	for _, s := range w.Services {
		fmt.Fprintf(b, "        (name = %s, service = (name = %s, entrypoint = %s)),\n", quote(s.Binding), quote(s.Service), quote(s.Entrypoint))
	}
	for _, o := range w.Objects.Bindings {
		fmt.Fprintf(b, "        (name = %s, durableObjectNamespace = %s),\n", quote(o.Name), quote(o.Class))
	}
	b.WriteString("      ],\n")
	if len(w.Objects.Bindings) > 0 {
		b.WriteString("      durableObjectNamespaces = [\n")
		for _, o := range w.Objects.Bindings {
			fmt.Fprintf(b, "        (className = %s, uniqueKey = %s, enableSql = true),\n", quote(o.Class), quote("bench-"+o.Class))
		}
		fmt.Fprintf(b, "      ],\n      durableObjectStorage = (localDisk = %s),\n", quote(objectsDisk))
	}
	b.WriteString("    )),\n")
}

// variables are those of the configuration, replaced and added to by vars, in order of their names.
func (w *worker) variables(vars map[string]string) func(func(string, string) bool) {
	all := map[string]string{}
	for name, value := range w.Vars {
		all[name] = fmt.Sprint(value)
	}
	maps.Copy(all, vars)
	return func(yield func(string, string) bool) {
		for _, name := range slices.Sorted(maps.Keys(all)) {
			if !yield(name, all[name]) {
				return
			}
		}
	}
}

// quote writes a text literal; those of Cap'n Proto are escaped like C's, and so, for ASCII, like Go's.
func quote(s string) string { return strconv.QuoteToASCII(s) }
