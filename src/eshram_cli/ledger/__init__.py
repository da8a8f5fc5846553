"""The register of accepted figures."""
