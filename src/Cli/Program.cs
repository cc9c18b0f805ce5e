// The command line; see architecture.md.
return 0;
