"""How people prove who they are: password, second factor, passkey, or the directory of their own house."""
