# Pods of one service account, and no others, get a role's credentials (IRSA).
data "tls_certificate" "oidc" {
  url = aws_eks_cluster.this.identity[0].oidc[0].issuer
}

resource "aws_iam_openid_connect_provider" "this" {
  url             = aws_eks_cluster.this.identity[0].oidc[0].issuer
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = [data.tls_certificate.oidc.certificates[0].sha1_fingerprint]
}

locals {
  issuer = replace(aws_eks_cluster.this.identity[0].oidc[0].issuer, "https://", "")

  service_accounts = {
    flink                    = "${var.namespace}:flink"
    load_balancer_controller = "kube-system:aws-load-balancer-controller"
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.service_accounts

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.this.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = ["system:serviceaccount:${each.value}"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "flink" {
  name               = "${var.name}-flink"
  assume_role_policy = data.aws_iam_policy_document.trust["flink"].json
}

resource "aws_iam_role_policy" "flink_state" {
  name   = "state"
  role   = aws_iam_role.flink.id
  policy = data.aws_iam_policy_document.state.json
}

# What the controller may do is its own release's to say: another version needs another policy.
resource "aws_iam_role" "load_balancer_controller" {
  count = var.load_balancer_controller_policy == null ? 0 : 1

  name               = "${var.name}-load-balancer-controller"
  assume_role_policy = data.aws_iam_policy_document.trust["load_balancer_controller"].json
}

resource "aws_iam_policy" "load_balancer_controller" {
  count = var.load_balancer_controller_policy == null ? 0 : 1

  name   = "${var.name}-load-balancer-controller"
  policy = var.load_balancer_controller_policy
}

resource "aws_iam_role_policy_attachment" "load_balancer_controller" {
  count = var.load_balancer_controller_policy == null ? 0 : 1

  role       = aws_iam_role.load_balancer_controller[0].name
  policy_arn = aws_iam_policy.load_balancer_controller[0].arn
}
