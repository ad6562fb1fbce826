"""The web application: the policy written, consulted on, read and signed in the browser."""
